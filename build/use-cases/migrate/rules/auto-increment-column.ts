import { addedColumn, alterParts, columnConstraints, quoteObject } from './look-at-statement.ts';
import { isSerial } from '../../../postgres/types/find-type.ts';
import { stringsOf } from '../../../postgres/sql/walk-tree.ts';
import { type Rule } from './rule.ts';

export const autoIncrementColumn: Rule = {
  name: 'auto-increment-column',
  class: 'rewrites',
  judge: (statement, context) =>
    alterParts(statement, context)
      .filter(({ command }) => {
        const column = addedColumn(command);
        const isIdentity = columnConstraints(column).some(({ contype }) => contype === 'CONSTR_IDENTITY');
        return isIdentity || isSerial(stringsOf(column?.typeName?.names).at(-1));
      })
      .map(({ object }) => ({
        object,
        what: `adds ${quoteObject(object)} with a number for each row: the table is written again while nobody can read or write`,
        instead: 'Add a plain column, fill it in batches, then give it its sequence and make it required.',
      })),
};
