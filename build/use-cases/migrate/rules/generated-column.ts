import { addedColumn, alterParts, columnConstraints, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const generatedColumn: Rule = {
  name: 'generated-column',
  class: 'rewrites',
  judge: (statement, context) =>
    alterParts(statement, context)
      .filter(({ command }) =>
        columnConstraints(addedColumn(command)).some(
          // "s" is STORED; a VIRTUAL one is computed when it is read.
          ({ contype, generated_kind: kind }) => contype === 'CONSTR_GENERATED' && kind === 's',
        ),
      )
      .map(({ object }) => ({
        object,
        what: `adds stored generated column ${quoteObject(object)}: the table is written again while nobody can read or write`,
        instead:
          'Make it VIRTUAL (PostgreSQL 18), or add a plain column with a trigger and fill it in batches.',
      })),
};
