import { alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const setNotNull: Rule = {
  name: 'set-not-null',
  class: 'backfill',
  judge: (statement, context) =>
    alterParts(statement, context)
      .filter(({ command: { subtype, name }, object }) => {
        // A valid check of the same says it already: PostgreSQL does not look at the rows again.
        const checks = [...(context.history.table(object)?.filled.values() ?? [])];
        return (
          subtype === 'AT_SetNotNull' && !checks.some(({ column, isValid }) => column === name && isValid)
        );
      })
      .map(({ object }) => ({
        object,
        what: `makes ${quoteObject(object)} required: it fails on rows without a value, and reads the whole table while nobody can read or write`,
        instead:
          'Fill the rows in batches, add CHECK (… IS NOT NULL) NOT VALID, validate it in the next migration, then SET NOT NULL.',
      })),
};
