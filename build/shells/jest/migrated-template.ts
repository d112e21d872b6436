import { randomBytes } from 'node:crypto';
import { type ClientBase } from 'pg';
import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { withClient } from '../../postgres/connection/with-session.ts';
import { migrateDatabase } from './migrate-database.ts';

/**
 * Makes the database that every test database is a copy of: empty, with all committed migrations.
 *
 * @returns its name; the template is closed to connections, which copying needs.
 */
export async function makeMigratedTemplate(adminUrl: string, migrationsDir: string): Promise<string> {
  const name = `tessera_template_${randomBytes(6).toString('hex')}`;
  await onServer(adminUrl, (admin) => admin.query(`CREATE DATABASE "${name}"`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await onServer(url.href, (client) => migrateDatabase(client, migrationsDir));
  await onServer(adminUrl, (admin) => admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`));
  return name;
}

export async function dropMigratedTemplate(adminUrl: string, name: string): Promise<void> {
  await onServer(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
}

async function onServer(url: string, work: (client: ClientBase) => Promise<unknown>): Promise<void> {
  await withClient(parseConnectionUrl(url, process.cwd()), work);
}
