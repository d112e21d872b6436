import { quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const indexNotConcurrent: Rule = {
  name: 'index-not-concurrent',
  class: 'locks',
  judge: ({ node, objects }, { history }) => {
    const table = objects.find(({ kind, touch }) => kind === 'table' && touch === 'alter');
    if (!('IndexStmt' in node) || node.IndexStmt.concurrent === true || !table) return [];
    if (history.table(table)?.isNew === true) return [];
    const unique = node.IndexStmt.unique === true ? ', and it fails if two rows have the same value' : '';
    return [
      {
        object: table,
        what: `builds an index on ${quoteObject(table)} with a SHARE lock: nobody can write to the table until it is built${unique}`,
        instead: 'Put CREATE INDEX CONCURRENTLY into a migration of its own, as its only statement.',
      },
    ];
  },
};
