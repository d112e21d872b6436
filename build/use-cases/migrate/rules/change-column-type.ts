import { columnType, formatType } from '../../../postgres/types/column-type.ts';
import { keepsRows } from '../../../postgres/types/compare-types.ts';
import { alterParts, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

export const changeColumnType: Rule = {
  name: 'change-column-type',
  class: 'rewrites',
  judge: (statement, context) =>
    alterParts(statement, context).flatMap(({ command: { subtype, name = '', def }, object }) => {
      if (subtype !== 'AT_AlterColumnType' || !def || !('ColumnDef' in def) || !def.ColumnDef.typeName)
        return [];
      const before = context.history.table(object)?.columns.get(name);
      const after = columnType(def.ColumnDef.typeName);
      // With USING the values are computed, whatever the types are.
      if (before && keepsRows(before, after) && !def.ColumnDef.raw_default) return [];
      const change = before
        ? `from ${formatType(before)} to ${formatType(after)}`
        : `to ${formatType(after)}`;
      return [
        {
          object,
          what: `changes ${quoteObject(object)} ${change}: the table is written again while nobody can read or write, and one value that does not fit stops it`,
          instead:
            'Expand and contract: add a column of the new type, fill it in batches, use it, drop the old one later.',
        },
      ];
    }),
};
