import { isSerial } from '../../../postgres/types/find-type.ts';
import { stringsOf } from '../../../postgres/sql/walk-tree.ts';
import { addedColumn, alterParts, columnConstraints, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

const valued: ReadonlySet<string | undefined> = new Set([
  'CONSTR_DEFAULT',
  'CONSTR_IDENTITY',
  'CONSTR_GENERATED',
]);

export const requiredColumn: Rule = {
  name: 'required-column',
  class: 'backfill',
  judge: (statement, context) =>
    alterParts(statement, context)
      .filter(({ command }) => {
        const column = addedColumn(command);
        const constraints = columnConstraints(column);
        const isRequired = constraints.some(
          ({ contype }) => contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY',
        );
        const counts = isSerial(stringsOf(column?.typeName?.names).at(-1));
        return isRequired && !counts && !constraints.some(({ contype }) => valued.has(contype));
      })
      .map(({ object }) => ({
        object,
        what: `adds ${quoteObject(object)} NOT NULL without a default: it fails as soon as there is one row, and the version that runs does not fill it`,
        instead:
          'Give the field a default, or make it optional, fill it in batches and make it required in a later release.',
      })),
};
