import { type Constraint } from '../sql/sql-statement.ts';
import { stringsOf } from '../sql/walk-tree.ts';

/** The column of `CHECK ("column" IS NOT NULL)`; any other constraint has none. */
export function notNullColumn({ contype, raw_expr: expression }: Constraint): string | undefined {
  if (contype !== 'CONSTR_CHECK' || !expression || !('NullTest' in expression)) return undefined;
  const { arg, nulltesttype } = expression.NullTest;
  if (nulltesttype !== 'IS_NOT_NULL' || !arg || !('ColumnRef' in arg)) return undefined;
  return stringsOf(arg.ColumnRef.fields).at(-1);
}
