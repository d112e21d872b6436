import { addedConstraints, alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const foreignKeyValidated: Rule = {
  name: 'foreign-key-validated',
  class: 'locks',
  judge: (statement, context) =>
    alterParts(statement, context).flatMap(({ command, object }) =>
      addedConstraints(command)
        .filter(
          ({ contype, skip_validation: isNotValid }) => contype === 'CONSTR_FOREIGN' && isNotValid !== true,
        )
        .map(({ pktable }) => ({
          object,
          what: `adds a foreign key to ${quoteObject({ ...object, column: undefined })} and checks every row, while nobody can write to it or to "${pktable?.relname ?? ''}"`,
          instead: 'Add it NOT VALID, and VALIDATE CONSTRAINT in a migration of its own.',
        })),
    ),
};
