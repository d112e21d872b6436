import type pg from 'pg';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** A line of Prisma's own table that still counts: rolled back ones are history. */
export interface MigrationRecord {
  readonly name: string;
  readonly checksum: string;
  readonly isFinished: boolean;
}

type Asked = Pick<Session, 'target'> & { readonly pool: Pick<pg.Pool, 'query'> };

/** `_prisma_migrations`, in the schema of the connection. */
export function recordTable({ target }: Pick<Session, 'target'>): string {
  return `${quoteIdentifier(target.schema)}."_prisma_migrations"`;
}

/** What Prisma recorded, by name; nothing when the database was never migrated. */
export async function readRecords(session: Asked): Promise<MigrationRecord[]> {
  const { rows } = await session.pool.query<{ there: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS there',
    [recordTable(session)],
  );
  if (rows[0]?.there !== true) return [];
  const records = await session.pool.query<MigrationRecord>(
    `SELECT DISTINCT ON (migration_name COLLATE "C") migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
     FROM ${recordTable(session)} WHERE rolled_back_at IS NULL
     ORDER BY migration_name COLLATE "C", finished_at IS NULL, started_at DESC`,
  );
  return records.rows;
}
