import { takeMigrationLock } from '../postgres/connection/take-advisory-lock.ts';
import { type EngineTarget } from '../postgres/throw-away/engine-target.ts';
import { readMigrationList } from './read-migration-list.ts';
import { withEngine } from './with-engine.ts';

/**
 * Writes down migrations as applied that a database has already, as `prisma migrate resolve --applied` does; no SQL of theirs
 * runs. Others who migrate the database wait.
 *
 * @param migrationsDir Absolute path.
 * @param onMarked after each
 */
export async function markApplied(
  target: EngineTarget,
  migrationsDir: string,
  ids: readonly string[],
  onMarked: (id: string) => void,
): Promise<void> {
  const migrationsList = await readMigrationList(migrationsDir);
  await withEngine(target, { migrationsList }, async (engine, _request, { main }) => {
    await takeMigrationLock(main);
    for (const migrationName of ids) {
      await engine.markMigrationApplied({ migrationName, migrationsList });
      onMarked(migrationName);
    }
  });
}
