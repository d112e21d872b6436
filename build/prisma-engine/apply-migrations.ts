import { readMigrationList } from './read-migration-list.ts';
import { takeMigrationLock } from '../postgres/connection/take-advisory-lock.ts';
import { allEntities } from './all-entities.ts';
import { withEngine } from './with-engine.ts';
import { type EngineTarget } from '../postgres/throw-away/engine-target.ts';

/**
 * Applies the migrations a database lacks, as `prisma migrate deploy` does, under the same advisory lock:
 * while another process migrates the database, this waits.
 *
 * @param migrationsDir Absolute path; a missing folder has no migrations.
 * @returns The folder names just applied, oldest first.
 * @throws EngineError P3018 with the failing line when a migration fails, P3009 when one failed before, …
 */
export async function applyMigrations(
  target: EngineTarget,
  migrationsDir: string,
): Promise<readonly string[]> {
  const migrationsList = await readMigrationList(migrationsDir);
  const request = { migrationsList, filters: allEntities };
  const result = await withEngine(target, request, async (engine, input, { main }) => {
    await takeMigrationLock(main);
    return engine.applyMigrations(input);
  });
  return result.appliedMigrationNames;
}
