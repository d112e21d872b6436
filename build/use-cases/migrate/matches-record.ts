import { hash } from 'node:crypto';
import { hashText, withLineFeeds } from '../../files/hash-text.ts';

/**
 * Whether a migration is the one Prisma recorded. Prisma hashes the bytes of the checkout that applied it, and compares as its
 * own engine does: the text as it is, with plain line feeds, and with Windows line ends.
 *
 * @param checksum from `_prisma_migrations`
 */
export function matchesRecord(sql: string, checksum: string): boolean {
  if (hashText(sql) === checksum || hash('sha256', sql) === checksum) return true;
  return hash('sha256', withLineFeeds(sql).replaceAll('\n', '\r\n')) === checksum;
}
