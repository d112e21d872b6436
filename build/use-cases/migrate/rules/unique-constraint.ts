import { addedConstraints, alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const uniqueConstraint: Rule = {
  name: 'unique-constraint',
  class: 'locks',
  judge: (statement, context) =>
    alterParts(statement, context).flatMap(({ command, object }) =>
      addedConstraints(command)
        .filter(
          ({ contype, indexname }) =>
            (contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY') && indexname === undefined,
        )
        .map(({ contype }) => ({
          object,
          what: `builds the index of a ${contype === 'CONSTR_PRIMARY' ? 'primary key' : 'unique constraint'} on ${quoteObject({ ...object, column: undefined })} while nobody can read or write, and fails if two rows have the same value`,
          instead:
            'CREATE UNIQUE INDEX CONCURRENTLY in a migration of its own, then ADD CONSTRAINT … USING INDEX.',
        })),
    ),
};
