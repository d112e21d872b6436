import { acquireDatabase } from '../database/acquire-database.ts';
import { loadEnvironment } from '../environment/load-environment.ts';
import { type EngineTarget } from '../schema-engine/with-engine.ts';

/**
 * Works with the database that Prisma's migrating commands of this project work with: `MIGRATION_DATABASE_URL`, else
 * `DATABASE_URL`, else the embedded one, which is started when it does not run and held as long as the work takes.
 *
 * @param purpose Who holds the embedded database: `tessera migrate rollback`.
 * @throws DatabaseError when there can be no embedded one here.
 */
export async function withMigrationDatabase<Result>(
  projectDir: string,
  env: NodeJS.ProcessEnv,
  purpose: string,
  work: (target: EngineTarget) => Promise<Result>,
): Promise<Result> {
  const settings = await loadEnvironment(projectDir, env);
  const shadowDatabaseUrl = settings['SHADOW_DATABASE_URL'];
  const shadow = shadowDatabaseUrl === undefined ? {} : { shadowDatabaseUrl };
  const url = settings['MIGRATION_DATABASE_URL'] ?? settings['DATABASE_URL'];
  if (url !== undefined) return work({ url, ...shadow });
  const lease = await acquireDatabase(projectDir, { purpose });
  try {
    return await work({ url: lease.url, ...shadow });
  } finally {
    await lease.release();
  }
}
