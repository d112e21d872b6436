import { readMigrationList } from './read-migration-list.ts';
import { allEntities } from './all-entities.ts';
import { withEngine } from './with-engine.ts';
import { type EngineTarget } from '../postgres/throw-away/engine-target.ts';

/** What a database lacks, or holds too much, compared with a migrations folder. Names are folder names, oldest first. */
export interface MigrationState {
  /** In the folder, not in the database: what `prisma migrate deploy` would apply. */
  readonly pending: readonly string[];
  /** Recorded in the database, missing in the folder: the database is newer, or a folder was deleted. */
  readonly unknown: readonly string[];
  /** Started and never finished; `prisma migrate resolve` settles them. */
  readonly failed: readonly string[];
  /** Changed after they were applied. */
  readonly edited: readonly string[];
}

/**
 * Compares a database with a migrations folder. Changes nothing and needs no shadow database.
 *
 * @param migrationsDir Absolute path; a missing folder has no migrations.
 * @throws EngineError P1001 unreachable, P1003 no such database, …
 */
export async function listPendingMigrations(
  target: EngineTarget,
  migrationsDir: string,
): Promise<MigrationState> {
  const migrationsList = await readMigrationList(migrationsDir);
  const request = { migrationsList, optInToShadowDatabase: false, filters: allEntities };
  const diagnosis = await withEngine(target, request, (engine, input) =>
    engine.diagnoseMigrationHistory(input),
  );
  const { history } = diagnosis;
  return {
    pending: history && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [],
    unknown: history && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : [],
    failed: diagnosis.failedMigrationNames,
    edited: diagnosis.editedMigrationNames,
  };
}
