import { type PrismaService } from './prisma.service.ts';
import { driverFailure } from './driver-failure.ts';

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
 * @throws Prisma's error when the database cannot be asked.
 */
export async function readMigrationStatus(
  prisma: Pick<PrismaService, '$queryRawUnsafe'>,
  expected: readonly string[],
  schema?: string,
): Promise<MigrationStatus> {
  const table = [...(schema === undefined ? [] : [schema]), '_prisma_migrations'].map(quote).join('.');
  try {
    const records = await prisma.$queryRawUnsafe<MigrationRecord[]>(
      `SELECT migration_name, finished_at, rolled_back_at FROM ${table} ORDER BY started_at, migration_name`,
    );
    return compareMigrations(expected, records);
  } catch (error) {
    if (driverFailure(error)?.kind === 'TableDoesNotExist') return compareMigrations(expected, []);
    throw error;
  }
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
