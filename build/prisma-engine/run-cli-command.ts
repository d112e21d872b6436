import { asDriverError, toConnectionError } from '../postgres/connection/connection-error.ts';
import { type ConnectionOptions } from '../postgres/connection/connection-options.ts';
import { EngineError } from '../postgres/connection/engine-error.ts';
import { closeSession, openSession, type Session } from '../postgres/connection/open-session.ts';
import { withSession } from '../postgres/connection/with-session.ts';
import { type CliCommand } from './parse-arguments.ts';
import { quoteIdentifier } from '../postgres/names/quote-identifier.ts';

/** Databases one can connect to in order to create another; `defaultdb` is that of some hosted servers. */
const ADMIN_DATABASES = ['postgres', 'template1', 'defaultdb'];

/**
 * Runs one of the engine's `cli` sub-commands.
 *
 * @returns What the native engine says on success.
 * @throws EngineError
 */
export async function runCliCommand(command: CliCommand, target: ConnectionOptions): Promise<string> {
  switch (command) {
    case 'can-connect-to-database':
      await closeSession(await openSession(target));
      return 'Connection successful';
    case 'create-database':
      return `Database '${await createDatabase(target)}' was successfully created.`;
    case 'drop-database':
      await withAdmin(target, (admin) =>
        run(admin, `DROP DATABASE ${quoteIdentifier(target.database)}`, target),
      );
      return 'The database was successfully dropped.';
  }
}

/** Creates the database, and in it the schema of the URL. Returns the database's name. */
export async function createDatabase(target: ConnectionOptions): Promise<string> {
  await withAdmin(target, (admin) =>
    run(admin, `CREATE DATABASE ${quoteIdentifier(target.database)}`, target),
  );
  await withSession(target, (session) =>
    run(session, `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(target.schema)}`, target),
  );
  return target.database;
}

async function withAdmin(target: ConnectionOptions, work: (admin: Session) => Promise<void>): Promise<void> {
  const admin = await openAdminSession(target);
  try {
    await work(admin);
  } finally {
    await closeSession(admin);
  }
}

async function openAdminSession(target: ConnectionOptions): Promise<Session> {
  for (const database of ADMIN_DATABASES) {
    try {
      return await openSession({ ...target, schema: 'public' }, database);
    } catch (error) {
      const code = error instanceof EngineError ? error.code : undefined;
      // Not there, or not for this role: the next one may be.
      if (code !== 'P1003' && code !== 'P1010') throw error;
    }
  }
  const reason =
    'Prisma could not connect to a default database (`postgres` or `template1`), it cannot create the specified database.';
  throw new EngineError('P3000', `Failed to create database: ${reason}`, { database_error: reason });
}

async function run(session: Session, sql: string, target: ConnectionOptions): Promise<void> {
  try {
    await session.pool.query(sql);
  } catch (error) {
    const { code, message } = asDriverError(error);
    if (code === '42501') {
      throw new EngineError('P3000', `Failed to create database: ${message}`, { database_error: message });
    }
    throw toConnectionError(error, target);
  }
}
