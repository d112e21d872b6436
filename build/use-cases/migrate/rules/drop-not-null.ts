import { alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const dropNotNull: Rule = {
  name: 'drop-not-null',
  class: 'note',
  judge: (statement, context) =>
    alterParts(statement, context)
      .filter(({ command }) => command.subtype === 'AT_DropNotNull')
      .map(({ object }) => ({
        object,
        what: `lets ${quoteObject(object)} be empty: the version that runs takes such a row for broken`,
        instead: 'Write empty values only after every running version knows that there are some.',
      })),
};
