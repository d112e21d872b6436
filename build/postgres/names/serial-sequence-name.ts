import { cutToBytes, longestName } from './fit-name.ts';

/**
 * The name PostgreSQL gives the sequence of a serial column (`makeObjectName` in its source): table and column are shortened
 * in turns, the longer one first, until the whole fits; only then half a character at an end is dropped.
 *
 * @param number of the attempt: PostgreSQL counts `seq`, `seq1`, `seq2` until the name is free
 */
export function serialSequenceName(table: string, column: string, number = 0): string {
  const suffix = `_seq${number === 0 ? '' : String(number)}`;
  const room = longestName - '_'.length - suffix.length;
  let [left, right] = [Buffer.byteLength(table), Buffer.byteLength(column)];
  while (left + right > room) {
    if (left > right) left -= 1;
    else right -= 1;
  }
  return `${cutToBytes(table, left)}_${cutToBytes(column, right)}${suffix}`;
}
