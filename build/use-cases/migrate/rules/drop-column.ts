import { alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const dropColumn: Rule = {
  name: 'drop-column',
  class: 'destructive',
  judge: (statement, context) =>
    alterParts(statement, context)
      .filter(({ command }) => command.subtype === 'AT_DropColumn')
      .map(({ object }) => ({
        object,
        what: `drops column ${quoteObject(object)} with its values, and the version that runs still selects it`,
        instead:
          'Take the field out of the schema with `@ignore` in one release and drop the column in a later one.',
      })),
};
