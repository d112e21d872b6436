import { type ColumnType } from '../../../postgres/history/type-name.ts';

const unlimited = Number.POSITIVE_INFINITY;

/** Whether PostgreSQL changes the type without looking at a single row: every old value is one of the new type as it is. */
export function keepsRows(before: ColumnType, after: ColumnType): boolean {
  if (before.isArray || after.isArray) return sameType(before, after);
  const [length = unlimited] = before.lengths;
  const [newLength = unlimited] = after.lengths;
  switch (`${before.name} ${after.name}`) {
    case 'varchar varchar':
    case 'varbit varbit':
      return newLength >= length;
    case 'varchar text':
    case 'cidr inet':
      return true;
    case 'text varchar':
      return newLength === unlimited;
    case 'numeric numeric': {
      const [, scale = 0] = before.lengths;
      const [, newScale = 0] = after.lengths;
      return newLength === unlimited || (newLength >= length && newScale === scale);
    }
    case 'timestamp timestamp':
    case 'timestamptz timestamptz':
    case 'time time':
    case 'timetz timetz':
    case 'interval interval':
      // Without a precision it is six digits.
      return (after.lengths[0] ?? 6) >= (before.lengths[0] ?? 6);
    default:
      return sameType(before, after);
  }
}

function sameType(a: ColumnType, b: ColumnType): boolean {
  return a.name === b.name && a.isArray === b.isArray && a.lengths.join() === b.lengths.join();
}
