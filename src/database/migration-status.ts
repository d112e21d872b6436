import pg from 'pg';
import { type RootClient } from './root-client.ts';
import { driverFailure } from './driver-failure.ts';
import { MigrationsUnreadableError } from './migrations-unreadable.error.ts';

/** How the database stands to the migrations this build expects. */
export interface MigrationStatus {
  /** Expected, not applied: the database is older than the build. */
  missing: readonly string[];
  /** Started and neither finished nor rolled back. */
  failed: readonly string[];
  /** Applied, not expected: the database is newer than the build. */
  unknown: readonly string[];
}

/** One line of Prisma's own table. */
export interface MigrationRecord {
  migration_name: string;
  finished_at: Date | null;
  rolled_back_at: Date | null;
}

/** Compares what the build expects with what Prisma recorded; both sides keep their order. */
export function compareMigrations(
  expected: readonly string[],
  records: readonly MigrationRecord[],
): MigrationStatus {
  const standing = records.filter(({ rolled_back_at }) => rolled_back_at === null);
  const applied = new Set(
    standing.flatMap(({ migration_name, finished_at }) => (finished_at === null ? [] : [migration_name])),
  );
  const failed = standing.map(({ migration_name }) => migration_name).filter((name) => !applied.has(name));
  return {
    missing: expected.filter((name) => !applied.has(name)),
    failed: [...new Set(failed)],
    unknown: [...applied].filter((name) => !expected.includes(name)),
  };
}

/**
 * Reads the database's migrations. A database that was never migrated has none.
 *
 * @throws MigrationsUnreadableError when the role may not read them, Prisma's error when the database cannot be asked.
 */
export async function readMigrationStatus(
  prisma: Pick<RootClient, '$queryRawUnsafe'>,
  expected: readonly string[],
  schema?: string,
): Promise<MigrationStatus> {
  const table = [...(schema === undefined ? [] : [schema]), '_prisma_migrations']
    .map((name) => pg.escapeIdentifier(name))
    .join('.');
  try {
    const records = await prisma.$queryRawUnsafe<MigrationRecord[]>(
      `SELECT migration_name, finished_at, rolled_back_at FROM ${table} ORDER BY started_at, migration_name`,
    );
    return compareMigrations(expected, records);
  } catch (error) {
    const failure = driverFailure(error);
    const isAbsent = failure?.kind === 'TableDoesNotExist';
    if (!isAbsent && failure?.originalCode !== '42501') throw error;
    // A schema without the right to use it is passed over, as if nothing were in it.
    const hidden = await findHiddenTable(prisma, schema);
    if (hidden) throw new MigrationsUnreadableError(hidden, hidden.usable ? 'SELECT' : 'USAGE');
    if (isAbsent) return compareMigrations(expected, []);
    throw error;
  }
}

/** Prisma's table where the role may not read it: in the schema given, or on the search path. */
async function findHiddenTable(
  prisma: Pick<RootClient, '$queryRawUnsafe'>,
  schema: string | undefined,
): Promise<{ role: string; schema: string; usable: boolean } | undefined> {
  const [found] = await prisma.$queryRawUnsafe<{ role: string; schema: string; usable: boolean }[]>(
    `SELECT current_user::text AS role, n.nspname::text AS schema, has_schema_privilege(n.oid, 'USAGE') AS usable
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = '_prisma_migrations'
       AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))
       AND (n.nspname = $1 OR ($1::text IS NULL AND n.nspname IN (
         SELECT replace(trim(' "' FROM part), '$user', current_user)
         FROM unnest(string_to_array(current_setting('search_path'), ',')) AS part)))
     ORDER BY 2 LIMIT 1`,
    schema ?? null,
  );
  return found;
}
