import { type SqlNode } from '../../../postgres/sql/sql-statement.ts';
import { stringsOf } from '../../../postgres/sql/walk-tree.ts';
import { addedColumn, alterParts, columnConstraints, quoteObject } from './look-at-statement.ts';
import { type Rule } from './rule.ts';

/** Functions PostgreSQL calls once for all rows; of any other it is not known here. */
const stable: ReadonlySet<string> = new Set([
  'now',
  'transaction_timestamp',
  'statement_timestamp',
  'current_schema',
  'current_setting',
  'to_timestamp',
  'make_date',
  'lower',
  'upper',
  'jsonb_build_object',
  'jsonb_build_array',
]);

export const volatileDefault: Rule = {
  name: 'volatile-default',
  class: 'rewrites',
  judge: (statement, context) =>
    alterParts(statement, context).flatMap(({ command, object }) => {
      const column = addedColumn(command);
      const value = columnConstraints(column).find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr;
      const calls = value ? functionsIn(value).filter((name) => !stable.has(name)) : [];
      if (calls.length === 0) return [];
      return [
        {
          object,
          what: `adds ${quoteObject(object)} with ${calls.join(', ')}() as default: another value for each row, so the table is written again while nobody can read or write`,
          instead:
            'Add the column without a default, set the default in a second statement, and fill the rows in batches.',
        },
      ];
    }),
};

function functionsIn(value: SqlNode | readonly unknown[] | object): string[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown) => (isObject(item) ? functionsIn(item) : []));
  const own = 'funcname' in value ? stringsOf(value.funcname).slice(-1) : [];
  return [
    ...own,
    ...Object.values(value).flatMap((item: unknown) => (isObject(item) ? functionsIn(item) : [])),
  ];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
