import { randomInt } from 'node:crypto';
import { asDriverError, toConnectionError } from '../connection/connection-error.ts';
import { type ConnectionOptions } from '../connection/connection-options.ts';
import { EngineError } from '../connection/engine-error.ts';
import { listSchemas } from '../catalog/list-schemas.ts';
import { closeSession, openSession, type Session } from '../connection/open-session.ts';
import { readProductionMark } from '../connection/production-mark.ts';
import { sweepTemporary, temporaryDatabaseName } from './temporary-databases.ts';
import { quoteIdentifier } from '../names/quote-identifier.ts';

const shadowPrefix = 'prisma_migrate_shadow_db_';

/** A database in which migrations are replayed; whatever is in it is lost. */
export interface ShadowDatabase {
  readonly session: Session;
  /** Closes the connection and, for a temporary database, drops it. Safe to call twice. */
  readonly release: () => Promise<void>;
}

/**
 * Creates `prisma_migrate_shadow_db_…` on the main database's server, and drops those that killed commands left there.
 *
 * @throws EngineError P3014 when the role may not create databases.
 */
export async function createShadowDatabase(main: Session): Promise<ShadowDatabase> {
  await sweepTemporary(shadowPrefix, main);
  const name = await temporaryDatabaseName(shadowPrefix, main);
  try {
    await main.pool.query(`CREATE DATABASE ${quoteIdentifier(name)}`);
  } catch (error) {
    throw creationFailed(error, main.target);
  }
  const drop = (): Promise<void> => dropDatabase(main, name);
  return guarded(main, () => openSession(main.target, name), drop);
}

/**
 * Opens and empties the database the user set aside (`shadowDatabaseUrl`).
 *
 * @throws EngineError when it is the main database, or marked as production.
 */
export async function openExternalShadowDatabase(
  main: Session,
  options: ConnectionOptions,
): Promise<ShadowDatabase> {
  const shadow = await guarded(
    main,
    () => openSession(options),
    () => Promise.resolve(),
  );
  try {
    await refuseProduction(shadow.session);
    await emptyDatabase(shadow.session);
    return shadow;
  } catch (error) {
    await shadow.release();
    throw error;
  }
}

async function guarded(
  main: Session,
  open: () => Promise<Session>,
  drop: () => Promise<void>,
): Promise<ShadowDatabase> {
  let session: Session | undefined;
  try {
    session = await open();
    await refuseMainDatabase(main, session);
  } catch (error) {
    if (session) await closeSession(session);
    await drop();
    throw error;
  }
  const opened = session;
  let released: Promise<void> | undefined;
  const release = (): Promise<void> => (released ??= closeSession(opened).then(drop));
  return { session, release };
}

/**
 * Proof instead of comparing names, for a host has many names: advisory locks belong to one database, so a
 * lock held by the main session can be taken a second time exactly if this is another database.
 */
async function refuseMainDatabase(main: Session, shadow: Session): Promise<void> {
  const key = randomInt(2 ** 47);
  const take = `SELECT pg_try_advisory_lock(${String(key)}) AS taken`;
  const free = `SELECT pg_advisory_unlock(${String(key)})`;
  await main.pool.query(take);
  try {
    const { rows } = await shadow.pool.query<{ taken: boolean }>(take);
    if (rows[0]?.taken !== true) throw sameDatabase();
    await shadow.pool.query(free);
  } finally {
    await main.pool.query(free);
  }
}

/** In the native engine's words. */
export function sameDatabase(): EngineError {
  return new EngineError(
    undefined,
    'The shadow database you configured appears to be the same as the main database. Please specify another shadow database.',
  );
}

/** A database that calls itself production is never emptied, even when SHADOW_DATABASE_URL names it. */
async function refuseProduction(shadow: Session): Promise<void> {
  if (!(await readProductionMark(shadow))) return;
  throw new EngineError(
    undefined,
    `The shadow database you configured, \`${shadow.target.database}\`, is marked as production and will not be emptied. Please specify another shadow database.`,
  );
}

async function emptyDatabase(session: Session): Promise<void> {
  for (const name of await listSchemas(session)) {
    await session.pool.query(`DROP SCHEMA ${quoteIdentifier(name)} CASCADE`);
  }
  await session.pool.query('CREATE SCHEMA IF NOT EXISTS "public"');
}

async function dropDatabase(main: Session, name: string): Promise<void> {
  const database = quoteIdentifier(name);
  try {
    await main.pool.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  } catch (error) {
    // PostgreSQL 12 and older do not know WITH (FORCE); the connection is closed already, so it goes without.
    if (asDriverError(error).code === '42601') await main.pool.query(`DROP DATABASE IF EXISTS ${database}`);
    else throw error;
  }
}

function creationFailed(cause: unknown, target: ConnectionOptions): EngineError {
  const inner = asDriverError(cause);
  const known = inner.code === '42501' ? undefined : toConnectionError(cause, target);
  const message = known?.message ?? `${inner.severity ?? 'ERROR'}: ${inner.message}`;
  const code = known?.code === undefined ? '' : `Error code: ${known.code}\n`;
  return new EngineError(
    'P3014',
    `Prisma Migrate could not create the shadow database. Please make sure the database user has permission to create databases. Read more about the shadow database (and workarounds) at https://pris.ly/d/migrate-shadow\n\nOriginal error: ${code}\n${message}`,
    { inner_error: message },
  );
}
