import { alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const validateAtOnce: Rule = {
  name: 'validate-at-once',
  class: 'locks',
  judge: (statement, context) =>
    alterParts(statement, context)
      .filter(
        ({ command: { subtype, name } }) =>
          subtype === 'AT_ValidateConstraint' &&
          context.script.some(({ objects }) =>
            objects.some((one) => one.kind === 'constraint' && one.touch === 'create' && one.name === name),
          ),
      )
      .map(({ object }) => ({
        object,
        what: `checks every row of ${quoteObject(object)} in the transaction that added the constraint: its lock is held until the last row is read`,
        instead: 'Move VALIDATE CONSTRAINT into the next migration; alone it lets others read and write.',
      })),
};
