import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type ConnectionOptions } from '../../schema-engine/connection-options.ts';
import { type HeldTable } from '../purge/find-holdings.ts';

const run = promisify(execFile);

/**
 * Whether a `pg_dump` is there that can dump this server: it refuses servers newer than itself.
 *
 * @param serverVersion `server_version_num`
 */
export async function findDump(serverVersion: number, env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    const { stdout } = await run('pg_dump', ['--version'], { env });
    const major = Number(/(\d+)(\.\d+|devel|beta\d*|rc\d*)/.exec(stdout)?.[1] ?? 0);
    return major >= Math.floor(serverVersion / 10_000);
  } catch {
    return false; // not installed: the rows are copied by ourselves
  }
}

/**
 * Dumps the tables with their indexes, keys and sequences into `tables.dump`, and has `pg_restore` read it back.
 *
 * @returns what is wrong, in words; empty when every table is in the dump
 */
export async function dumpTables(
  target: ConnectionOptions,
  tables: readonly HeldTable[],
  dir: string,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const file = join(dir, 'tables.dump');
  const settings = {
    ...env,
    PGPASSWORD: target.password ?? '',
    PGCONNECT_TIMEOUT: String(target.connectTimeout),
  };
  const names = tables.map(
    ({ schema, name }) => `--table=${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
  );
  const where = [`--host=${target.host}`, `--port=${target.port}`, `--username=${target.user}`];
  const what = ['--format=custom', `--file=${file}`, ...names, target.database];
  await run('pg_dump', [...where, '--no-password', ...what], { env: settings });
  await chmod(file, 0o600);
  const { stdout } = await run('pg_restore', ['--list', file], { env, maxBuffer: 64 * 2 ** 20 });
  return tables
    .filter(({ schema, name }) => !stdout.includes(` TABLE DATA ${schema} ${name} `))
    .map(({ schema, name }) => `tables.dump has no rows of ${schema}.${name}`);
}
