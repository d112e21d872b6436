import { stringsOf } from '../../../postgres/sql/walk-tree.ts';
import { addedColumn, alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const jsonColumn: Rule = {
  name: 'json-column',
  class: 'note',
  judge: (statement, context) =>
    alterParts(statement, context)
      .filter(({ command }) => stringsOf(addedColumn(command)?.typeName?.names).at(-1) === 'json')
      .map(({ object }) => ({
        object,
        what: `adds ${quoteObject(object)} as json, which knows no equality: SELECT DISTINCT over the table fails from then on`,
        instead: 'Leave `@db.Json` out: Prisma’s Json is jsonb.',
      })),
};
