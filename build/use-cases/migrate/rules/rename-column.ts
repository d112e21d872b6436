import { quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const renameColumn: Rule = {
  name: 'rename-column',
  class: 'destructive',
  judge: ({ objects }, { history }) =>
    objects
      .filter(({ kind, touch, column }) => kind === 'table' && touch === 'rename' && column !== undefined)
      .filter((object) => history.table(object)?.isNew !== true)
      .map((object) => ({
        object,
        what: `renames column ${quoteObject(object)} to "${object.newName ?? ''}": the version that runs fails until it is replaced`,
        instead:
          'Rename the field and keep the column with `@map`, or expand and contract: a second column, filled, then used.',
      })),
};
