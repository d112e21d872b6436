import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConnectionOptions } from '../../../postgres/connection/connection-options.ts';
import { type HeldTable } from '../purge/find-holdings.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';
import { type ProgramResult, runProgram } from '../../../programs/run-program.ts';

/** Whether `pg_dump` can be used; `note` says why not where people may expect it. */
export interface DumpChoice {
  readonly isUsable: boolean;
  readonly note?: string;
}

/**
 * Looks for a `pg_dump` that can dump this server: it refuses servers newer than itself.
 *
 * @param serverVersion `server_version_num`
 */
export async function findDump(
  serverVersion: number,
  { tls }: ConnectionOptions,
  env: NodeJS.ProcessEnv,
): Promise<DumpChoice> {
  const found = await runProgram('pg_dump', ['--version'], { cwd: '/', env });
  // Not installed: the rows are copied by ourselves, as they are beside every dump.
  if (found.isMissing) return { isUsable: false };
  if (!found.ok) {
    return { isUsable: false, note: `pg_dump does not run: ${found.output.split('\n')[0] ?? ''}` };
  }
  const major = Number(/(\d+)(\.\d+|devel|beta\d*|rc\d*)/.exec(found.stdout)?.[1] ?? 0);
  const server = Math.floor(serverVersion / 10_000);
  if (major < server) {
    return { isUsable: false, note: `pg_dump ${String(major)} cannot read PostgreSQL ${String(server)}` };
  }
  const { rejectUnauthorized, ca, key, pfx } = tls.socket;
  if (rejectUnauthorized === true || ca || key || pfx) {
    return { isUsable: false, note: 'pg_dump has no way to the certificates of this connection' };
  }
  return { isUsable: true };
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
  // Every user of the machine may read the arguments of a process; and a database's name there may mean a whole connection.
  const settings = {
    ...env,
    PGDATABASE: target.database,
    PGPASSWORD: target.password ?? '',
    PGSSLMODE: target.tls.mode,
    PGCONNECT_TIMEOUT: String(target.connectTimeout),
  };
  const names = tables
    .flatMap((table) => [table, ...(table.partitioning?.partitions ?? [])])
    .map(({ schema, name }) => `--table=${quoteIdentifier(schema)}.${quoteIdentifier(name)}`);
  const where = [`--host=${target.host}`, `--port=${target.port}`, `--username=${target.user}`];
  const what = ['--format=custom', `--file=${file}`, ...names];
  const dumped = await runProgram('pg_dump', [...where, '--no-password', ...what], {
    cwd: dir,
    env: settings,
  });
  if (!dumped.ok) return [failed('pg_dump', dumped)];
  await chmod(file, 0o600);
  const listed = await runProgram('pg_restore', ['--list', file], { cwd: dir, env });
  if (!listed.ok) return [failed('pg_restore', listed)];
  return tables
    .flatMap(withRows)
    .filter(({ schema, name }) => !listed.stdout.includes(` TABLE DATA ${schema} ${name} `))
    .map(({ schema, name }) => `tables.dump has no rows of ${schema}.${name}`);
}

/** The tables that rows of a table are in. */
function withRows(table: HeldTable): readonly Pick<HeldTable, 'schema' | 'name'>[] {
  return table.partitioning ? table.partitioning.partitions.filter(({ isLeaf }) => isLeaf) : [table];
}

function failed(program: string, { output }: ProgramResult): string {
  return `${program} failed: ${output.trim().split('\n').at(-1) ?? ''}`;
}
