import { quoteObject, touched } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const dropTable: Rule = {
  name: 'drop-table',
  class: 'destructive',
  judge: (statement, { history }) =>
    touched(statement, 'table', 'drop')
      .filter((table) => history.table(table)?.isNew !== true)
      .map((object) => ({
        object,
        what: `drops table ${quoteObject(object)} with all its rows, and the version that runs no longer finds it`,
        instead:
          'Stop using the table in one release and drop it in a later one; retire a component instead of deleting it.',
      })),
};
