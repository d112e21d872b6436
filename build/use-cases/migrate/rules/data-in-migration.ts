import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const dataInMigration: Rule = {
  name: 'data-in-migration',
  class: 'locks',
  judge: (statement, { history }) =>
    changesManyRows(statement)
      ? touched(statement, 'table', 'write')
          .filter((table) => history.table(table)?.isNew !== true)
          .map((object) => ({
            object,
            what: `changes rows of "${object.name}" inside the migration's transaction: they stay locked, and its other locks held, until all is done`,
            instead: 'Fill rows in a backfill, in batches, between two migrations.',
          }))
      : [],
};

/** `INSERT … VALUES` writes as many rows as it says; TRUNCATE and DELETE without WHERE have rules of their own. */
function changesManyRows({ node }: SqlStatement): boolean {
  if ('InsertStmt' in node) {
    const source = node.InsertStmt.selectStmt;
    return source !== undefined && 'SelectStmt' in source && source.SelectStmt.valuesLists === undefined;
  }
  if ('DeleteStmt' in node) return node.DeleteStmt.whereClause !== undefined;
  // In a WITH query it may be any statement.
  return !('TruncateStmt' in node);
}
