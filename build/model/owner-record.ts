import { z } from 'zod';
import { hashText } from '../files/hash-text.ts';

/** Beside `migration.sql`; written by `tessera migrate record`, committed with it. */
export const recordFile = 'migration.owners.json';

export const recordSchema = z.strictObject({
  recordVersion: z.literal(1),
  /** SHA-256 of the SQL with plain line feeds. */
  checksum: z.string(),
  /** The migration before this one when it was recorded; null for the first. */
  after: z.string().nullable(),
  /** What the migration was made for, and in which versions. */
  components: z.record(z.string(), z.string()),
  statements: z.array(
    z.strictObject({
      line: z.number().int().positive(),
      /** The component whose tables it changes; null for tables without an owner. */
      owner: z.string().nullable(),
      /** What it changes: `create table crm_deals`. */
      changes: z.array(z.string()),
      /** Other components whose tables it reads or refers to. */
      refers: z.array(z.string()),
    }),
  ),
});

/** What is known of a migration's owners since it was recorded. */
export type OwnerRecord = z.output<typeof recordSchema>;

/** The text of the file: the same record is the same bytes. */
export function formatRecord({
  recordVersion,
  checksum,
  after,
  components,
  statements,
}: OwnerRecord): string {
  const lines = statements.map(
    ({ line, owner, changes, refers }) => `    ${JSON.stringify({ line, owner, changes, refers })}`,
  );
  const head = JSON.stringify({ recordVersion, checksum, after, components }, null, 2).slice(0, -2);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `${head},\n  "statements": ${list}\n}\n`;
}

/** Of the SQL with plain line feeds: a checkout on Windows is the same migration. */
export function recordChecksum(sql: string): string {
  return `sha256-${hashText(sql)}`;
}
