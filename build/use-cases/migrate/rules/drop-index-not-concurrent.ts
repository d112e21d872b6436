import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const dropIndexNotConcurrent: Rule = {
  name: 'drop-index-not-concurrent',
  class: 'locks',
  judge: (statement, { history, script }) => {
    const { node } = statement;
    if (!('DropStmt' in node) || node.DropStmt.concurrent === true) return [];
    // What is built anew in the same migration is there only as the rest of a build that did not end.
    const built = new Set(script.flatMap(builtConcurrently));
    return touched(statement, 'index', 'drop').flatMap((object) => {
      if (built.has(object.name) || history.find(object)?.table?.isNew === true) return [];
      return [
        {
          object,
          what: `drops index "${object.name}" with an ACCESS EXCLUSIVE lock on its table: everybody waits for the longest query that runs, and for this`,
          instead: 'Put DROP INDEX CONCURRENTLY into a migration of its own, as its only statement.',
        },
      ];
    });
  },
};

function builtConcurrently({ node, objects }: SqlStatement): string[] {
  if (!('IndexStmt' in node) || node.IndexStmt.concurrent !== true) return [];
  return objects.filter(({ kind }) => kind === 'index').map(({ name }) => name);
}
