import { cutToBytes, longestName } from '../../postgres/names/fit-name.ts';

/** A name as Prisma derives it: what comes before the suffix is cut, so that the whole fits into 63 bytes. */
export function derivedName(stem: string, suffix: string): string {
  return `${cutToBytes(stem, longestName - suffix.length)}${suffix}`;
}

/** As Prisma names the sequence of a column that counts only later: in small letters, and PostgreSQL cuts the end. */
export function laterSequenceName(table: string, column: string): string {
  return cutToBytes(`${table}_${column}_seq`.toLowerCase(), longestName);
}
