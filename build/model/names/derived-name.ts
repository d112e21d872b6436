import { cutToBytes, longestName } from './suggest-name.ts';

/** A name as Prisma derives it: what comes before the suffix is cut, so that the whole fits into 63 bytes. */
export function derivedName(stem: string, suffix: string): string {
  return `${cutToBytes(stem, longestName - suffix.length)}${suffix}`;
}
