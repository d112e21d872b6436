import { addedConstraints, alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const exclusionConstraint: Rule = {
  name: 'exclusion-constraint',
  class: 'locks',
  judge: (statement, context) =>
    alterParts(statement, context).flatMap(({ command, object }) =>
      addedConstraints(command)
        .filter(({ contype }) => contype === 'CONSTR_EXCLUSION')
        .map(() => ({
          object,
          what: `compares every row of ${quoteObject({ ...object, column: undefined })} with the others while nobody can read or write; there is no NOT VALID for this`,
          instead:
            'Add it while the table is small or the application is down, or keep the rule in a trigger.',
        })),
    ),
};
