import { isOwnSchema } from '../../catalog/list-schemas.ts';
import { writeFile } from 'node:fs/promises';
import { Client } from 'pg';
import { exists, readOrMakePassword, readPassword, type StateFolder } from '../state-folder.ts';
import { chooseHome, possibleHomes } from './choose-home.ts';
import { findNativeFolder } from './find-binaries.ts';
import { databaseName, databaseUser, makeData } from './make-data.ts';
import { prepareBinaries } from './prepare-binaries.ts';
import { resetPassword } from './reset-password.ts';
import { stopOrphan } from './server-process.ts';
import { type ServerKind } from './server-settings.ts';
import { chooseServerUser } from './server-user.ts';
import { startServer, type RunningServer } from './start-server.ts';

export interface OpenServer extends RunningServer {
  readonly version: string;
  readonly dataDir: string;
  /** The database was made, and `markMigrated` has not been called yet. */
  isCreated(): Promise<boolean>;
  /** Programs connected right now, with a lease or without (psql). */
  countClients(): Promise<number>;
}

/** From whatever is on disk (nothing, a clean folder, the remains of a crash) to a server with its database. */
export async function openServer(state: StateFolder, kind: ServerKind): Promise<OpenServer> {
  const user = await chooseServerUser(await dataThatExists(state));
  const home = await chooseHome(state, user);
  const binaries = await prepareBinaries(findNativeFolder(), home.dir, user);
  await stopOrphan(home.dataDir);
  const passwordLost = (await readPassword(state)) === undefined && (await exists(home.dataDir));
  const password = await readOrMakePassword(state);
  await makeData(home, binaries, user, { password, sync: kind === 'development' });
  if (passwordLost) await resetPassword(home, binaries, user, password);
  const server = await startServer({ state, home, binaries, user, kind });
  try {
    await makeDatabase(server, state);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    ...server,
    version: binaries.version,
    dataDir: home.dataDir,
    isCreated: async () => (await exists(state.createdMarker)) && !(await isUsedWithoutMigrations(server)),
    countClients: () => countClients(server),
  };
}

async function dataThatExists(state: StateFolder): Promise<string> {
  for (const { dataDir } of possibleHomes(state)) {
    if (await exists(dataDir)) return dataDir;
  }
  return state.dir;
}

/** The marker comes first: killed in between, the next start still knows that the database is new. */
async function makeDatabase(server: RunningServer, state: StateFolder): Promise<void> {
  await query(server, 'postgres', async (client) => {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount !== 0) return;
    await writeFile(state.createdMarker, 'Its committed migrations have not been applied yet.\n');
    await client.query(`CREATE DATABASE "${databaseName}"`);
  });
}

/** The new database got tables without migrations (`db push`): it is in use, and not new any more. */
async function isUsedWithoutMigrations(server: RunningServer): Promise<boolean> {
  return await query(server, databaseName, async (client) => {
    const tables = await client.query<{ tablename: string }>(
      `SELECT tablename FROM pg_tables WHERE ${isOwnSchema('schemaname')}`,
    );
    return tables.rows.length > 0 && tables.rows.every(({ tablename }) => tablename !== '_prisma_migrations');
  });
}

async function countClients(server: RunningServer): Promise<number> {
  return await query(server, 'postgres', async (client) => {
    const others = await client.query(
      "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
    return others.rowCount ?? 0;
  });
}

async function query<T>(
  server: RunningServer,
  database: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    host: '127.0.0.1',
    port: server.port,
    user: databaseUser,
    password: server.password,
    database,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
