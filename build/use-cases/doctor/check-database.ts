import { acquireDatabase } from '../../postgres/embedded/acquire-database.ts';
import { readDatabaseStatus } from '../../postgres/embedded/control-database.ts';
import { environmentNames } from '../../config/environment-names.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { listPendingMigrations, type MigrationState } from '../../prisma-engine/list-pending-migrations.ts';
import { type Check, type Finding } from './finding.ts';
import { messageOf } from './message-of.ts';

/** The database answers, and its migrations are those of the project. Nothing is started or changed. */
export function checkDatabase(migrationsDir: string): Check {
  return async ({ projectDir, env }) => {
    const folder = `${projectDir}/${migrationsDir}`;
    try {
      const choice = await resolveDatabase(projectDir, env, 'migration');
      if (choice.kind === 'external') return await checkExternal(choice.url, folder, projectDir);
      return await checkEmbedded(projectDir, folder);
    } catch (error) {
      const message = `The embedded database cannot be looked at: ${messageOf(error)}`;
      return [
        { check: 'database', status: 'error', about: 'machine', message, mend: 'npx tessera db status' },
      ];
    }
  };
}

async function checkEmbedded(projectDir: string, folder: string): Promise<readonly Finding[]> {
  const status = await readDatabaseStatus(projectDir);
  if (!status.running || status.phase !== 'ready') {
    const state = status.running ? status.phase : 'not running: npm run dev and npx prisma start it';
    const message = `embedded PostgreSQL, ${state}`;
    const unknown = 'The migrations of a database that does not run cannot be compared.';
    return [
      { check: 'database', status: 'ok', message },
      { check: 'migrations', status: 'note', message: unknown, mend: 'npx tessera db start' },
    ];
  }
  const lease = await acquireDatabase(projectDir, { purpose: 'tessera doctor' });
  try {
    const place = `embedded PostgreSQL on port ${status.port ?? ''}`;
    return await checkMigrations(lease.url, folder, place, 'DATABASE_URL');
  } finally {
    await lease.release();
  }
}

async function checkExternal(url: string, folder: string, projectDir: string): Promise<readonly Finding[]> {
  let target: ReturnType<typeof parseConnectionUrl>;
  try {
    target = parseConnectionUrl(url, projectDir);
  } catch {
    // Which environment check has said already.
    return [];
  }
  const { databaseUrlFrom } = await environmentNames(projectDir);
  const place = `database "${target.database}" on ${target.host}:${target.port}`;
  return await checkMigrations(url, folder, place, databaseUrlFrom);
}

async function checkMigrations(
  url: string,
  folder: string,
  place: string,
  urlName: string,
): Promise<readonly Finding[]> {
  try {
    const state = await listPendingMigrations({ url }, folder);
    const found = migrationFindings(state);
    return [
      { check: 'database', status: 'ok', message: `${place} answers` },
      ...(found.length > 0
        ? found
        : [{ check: 'migrations', status: 'ok' as const, message: 'every migration is applied' }]),
    ];
  } catch (error) {
    const message = `${place} cannot be used: ${messageOf(error)}`;
    const mend = `start it, or correct MIGRATION_DATABASE_URL or ${urlName}, or unset both to use the embedded database`;
    return [{ check: 'database', status: 'error', about: 'machine', message, mend }];
  }
}

/** @returns one finding for each way in which database and folder differ */
export function migrationFindings({ pending, failed, unknown, edited }: MigrationState): Finding[] {
  const check = 'migrations';
  const waiting = pending.filter((name) => !failed.includes(name));
  return [
    ...failed.map((name) => ({
      check,
      status: 'error' as const,
      message: `The migration ${name} is stuck half-way.`,
      mend: `mend the database, then: npx prisma migrate resolve --rolled-back ${name}`,
    })),
    ...(waiting.length > 0
      ? [
          {
            check,
            status: 'warning' as const,
            message: `Not applied yet: ${waiting.join(', ')}.`,
            mend: 'npx prisma migrate deploy',
          },
        ]
      : []),
    ...(unknown.length > 0
      ? [
          {
            check,
            status: 'warning' as const,
            message: `The database has migrations that are not in the project: ${unknown.join(', ')}.`,
            mend: 'git pull (somebody else made them), or npx tessera db reset',
          },
        ]
      : []),
    ...(edited.length > 0
      ? [
          {
            check,
            status: 'warning' as const,
            message: `Changed after they were applied: ${edited.join(', ')}.`,
            mend: `git checkout -- the files, and put the change into a migration of its own`,
          },
        ]
      : []),
  ];
}
