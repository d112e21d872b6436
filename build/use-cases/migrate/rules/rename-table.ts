import { quoteObject, touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const renameTable: Rule = {
  name: 'rename-table',
  class: 'destructive',
  judge: (statement, { history }) =>
    [...touched(statement, 'table', 'rename'), ...touched(statement, 'view', 'rename')]
      .filter((table) => history.table(table)?.isNew !== true)
      .map((object) => ({
        object,
        what: `renames ${quoteObject(object)} to "${object.newName ?? ''}": the version that runs fails until it is replaced`,
        instead: 'Rename the model and keep the table with `@@map`; no migration is needed.',
      })),
};
