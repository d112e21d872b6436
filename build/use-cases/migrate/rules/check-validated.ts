import { addedConstraints, alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const checkValidated: Rule = {
  name: 'check-validated',
  class: 'locks',
  judge: (statement, context) =>
    alterParts(statement, context).flatMap(({ command, object }) =>
      addedConstraints(command)
        .filter(
          ({ contype, skip_validation: isNotValid }) => contype === 'CONSTR_CHECK' && isNotValid !== true,
        )
        .map(() => ({
          object,
          what: `adds a check to ${quoteObject({ ...object, column: undefined })} and reads the whole table for it, while nobody can read or write`,
          instead: 'Add it NOT VALID, and VALIDATE CONSTRAINT in a migration of its own.',
        })),
    ),
};
