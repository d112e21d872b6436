import { type SqlNode } from './sql-statement.ts';

/** The temporary table a statement makes, which goes with the session or the transaction. */
export function temporaryTable(node: SqlNode): string | undefined {
  const relation = madeRelation(node);
  const isTemporary = relation?.relpersistence === 't' || relation?.schemaname === 'pg_temp';
  return isTemporary ? relation.relname : undefined;
}

function madeRelation(node: SqlNode) {
  if ('CreateStmt' in node) return node.CreateStmt.relation;
  if ('CreateTableAsStmt' in node) return node.CreateTableAsStmt.into?.rel;
  if ('SelectStmt' in node) return node.SelectStmt.intoClause?.rel;
  return undefined;
}
