import { touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const dropIndexNotConcurrent: Rule = {
  name: 'drop-index-not-concurrent',
  class: 'locks',
  judge: (statement, { history }) => {
    const { node } = statement;
    if (!('DropStmt' in node) || node.DropStmt.concurrent === true) return [];
    return touched(statement, 'index', 'drop').flatMap((object) => {
      const table = history.tableOfIndex(object);
      if (table && history.table(table)?.isNew === true) return [];
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
