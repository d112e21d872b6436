import { EngineError } from '../../postgres/connection/engine-error.ts';
import { type DevReporter } from './dev-event.ts';

/** A database held for as long as the dev host lives. */
export interface DevDatabase {
  readonly url: string;
  /** The same without the password. */
  readonly printableUrl: string;
  /** False: DATABASE_URL of the environment or `.env`, which is not ours to start or change. */
  readonly embedded: boolean;
  /** True when it was made just now and cannot have data in it. */
  readonly created: boolean;
  /** To be called once a created database has its migrations. */
  readonly markMigrated: () => Promise<void>;
  /** Settles when it goes away although it was not released; an external one is not watched. */
  readonly lost: Promise<void>;
  readonly release: () => Promise<void>;
}

/** What the dev host wants to know about migrations. */
export interface DevMigrations {
  /** Names of the committed migrations the database lacks, oldest first. */
  readonly pending: (databaseUrl: string) => Promise<readonly string[]>;
  /** Applies them; resolves to their names. */
  readonly apply: (databaseUrl: string) => Promise<readonly string[]>;
}

/**
 * Opens the database. One that was just created gets the committed migrations; an existing one is never changed:
 * what it lacks is reported with the command to run. What goes wrong with migrations is reported too, and
 * the application starts all the same: it says on its own whether it can live with the database.
 */
export async function prepareDatabase(
  open: () => Promise<DevDatabase>,
  migrations: DevMigrations,
  report: DevReporter,
): Promise<DevDatabase> {
  const begin = performance.now();
  const database = await open();
  const { embedded, printableUrl } = database;
  report({ event: 'database', url: printableUrl, embedded, ms: performance.now() - begin });
  try {
    if (database.created) await applyOnce(database, migrations, report);
    else await reportPending(database, migrations, report);
  } catch (error) {
    if (!(error instanceof EngineError)) {
      await database.release();
      throw error;
    }
    report({ event: 'migrations-failed', message: `${error.code ?? ''} ${error.message}`.trim() });
  }
  return database;
}

async function applyOnce(
  database: DevDatabase,
  migrations: DevMigrations,
  report: DevReporter,
): Promise<void> {
  const applied = await migrations.apply(database.url);
  await database.markMigrated();
  if (applied.length > 0) report({ event: 'migrated', migrations: applied });
}

export interface PendingMigrations {
  /** Oldest first. */
  readonly migrations: readonly string[];
  readonly command: string;
}

/** The committed migrations a database lacks, and what applies them. */
export async function findPending(
  { url, embedded }: Pick<DevDatabase, 'url' | 'embedded'>,
  migrations: DevMigrations,
): Promise<PendingMigrations> {
  const command = embedded ? 'npx prisma migrate dev' : 'npx prisma migrate deploy';
  return { migrations: await migrations.pending(url), command };
}

async function reportPending(
  database: DevDatabase,
  migrations: DevMigrations,
  report: DevReporter,
): Promise<void> {
  const pending = await findPending(database, migrations);
  if (pending.migrations.length > 0) report({ event: 'pending-migrations', ...pending });
}
