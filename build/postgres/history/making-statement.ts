import { type SqlNode } from '../sql/sql-statement.ts';
import { type HistoryObject } from './history-object.ts';

/** What the statement that makes an object says about it. */
export function makingOf(node: SqlNode): Pick<HistoryObject, 'isNew' | 'isEnum' | 'isChild'> {
  return {
    isNew: !hasRows(node),
    isEnum: 'CreateEnumStmt' in node,
    isChild: 'CreateStmt' in node && !node.CreateStmt.partbound && node.CreateStmt.inhRelations !== undefined,
  };
}

/** `IF NOT EXISTS`, `OR REPLACE`, and what stands in a block, there under a condition. */
export function mayBeThere(node: SqlNode): boolean {
  const [content]: unknown[] = Object.values(node);
  if ('DoStmt' in node || typeof content !== 'object' || content === null) return true;
  return 'if_not_exists' in content || 'replace' in content;
}

/** A table that is made of a query; of what a block makes, nothing is known. */
function hasRows(node: SqlNode): boolean {
  return 'CreateTableAsStmt' in node || 'SelectStmt' in node || 'DoStmt' in node;
}
