import { type ColumnType, sameType } from './column-type.ts';
import { typeNamed } from './find-type.ts';

/** Whether a cast takes every value of a type, and gives it back unchanged the other way. */
export function widens(from: ColumnType, to: ColumnType): boolean {
  if (sameType(from, to)) return true;
  if (from.isArray !== to.isArray) return false;
  // Every type has a text.
  if (to.name === 'text') return true;
  if (from.name !== to.name)
    return to.lengths.length === 0 && typeNamed(from.name)?.widens?.includes(to.name) === true;
  const [old, next] = [numbersOf(from), numbersOf(to)];
  if (!next) return true;
  return old !== undefined && isRoomier(old, next);
}

/**
 * Whether PostgreSQL changes the type of a column without reading a single row: every old value is one of the new type as it
 * is. A value that fits may still have to be written again, as that of an `integer` in a `bigint`.
 */
export function keepsRows(from: ColumnType, to: ColumnType): boolean {
  if (sameType(from, to)) return true;
  if (from.isArray || to.isArray) return false;
  const type = typeNamed(from.name);
  if (from.name !== to.name) return to.lengths.length === 0 && type?.keepsRows?.includes(to.name) === true;
  const [old, next] = [numbersOf(from), numbersOf(to)];
  if (type?.size === undefined || type.size === 'exact') return false;
  if (!next) return true;
  // Another number of digits behind the point changes how a number is stored.
  return old !== undefined && isRoomier(old, next) && (old[1] ?? 0) === (next[1] ?? 0);
}

/** Undefined: without a limit. */
function numbersOf({ name, lengths }: ColumnType): readonly number[] | undefined {
  if (lengths.length > 0) return lengths;
  return typeNamed(name)?.size === 'seconds' ? [6] : undefined;
}

function isRoomier(
  [precision = 0, scale = 0]: readonly number[],
  [nextPrecision = 0, nextScale = 0]: readonly number[],
): boolean {
  return nextPrecision - nextScale >= precision - scale && nextScale >= scale;
}
