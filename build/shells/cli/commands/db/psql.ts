import { spawn } from 'node:child_process';
import { acquireDatabase } from '../../../../postgres/embedded/acquire-database.ts';
import { resolveDatabase } from '../../../../postgres/which-database.ts';
import { parseConnectionUrl } from '../../../../postgres/connection/connection-options.ts';
import { type DatabaseCall, type DatabaseOptions } from './database-call.ts';
import { type ExitCode } from '../../command.ts';

/** A psql from the PATH when there is one (the npm package brings none), otherwise a small prompt of ours. */
export async function psql(
  call: DatabaseCall,
  { json }: DatabaseOptions,
  args: readonly string[],
): Promise<ExitCode> {
  if (json) return call.refuse(2, 'psql talks to people: --json is of no use here.');
  const choice = await resolveDatabase(call.projectDir, call.io.env, 'app');
  if (choice.kind === 'external') {
    // What psql is told of a URL that is none, it prints.
    parseConnectionUrl(choice.url, call.projectDir);
    return await talk(call, choice.url, args);
  }
  const lease = await acquireDatabase(call.projectDir, { purpose: 'tessera db psql' });
  try {
    return await talk(call, lease.url, args);
  } finally {
    await lease.release();
  }
}

async function talk(call: DatabaseCall, url: string, args: readonly string[]): Promise<ExitCode> {
  const code = await runPsql(url, args, call.io.env);
  if (code !== undefined) return code === 0 ? 0 : 1;
  if (args.length > 0) {
    return call.refuse(2, 'There is no psql on the PATH to pass arguments to.', 'install it, or pipe SQL in');
  }
  const { runSqlPrompt } = await import('./sql-prompt.ts');
  return (await runSqlPrompt(url, call.io)) ? 0 : 1;
}

/** Undefined when there is no psql. */
async function runPsql(
  url: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number | undefined> {
  const { address, password } = forPsql(url);
  return await new Promise((resolve) => {
    // Not on the command line, which every user of the machine can read.
    const secret = password === '' ? {} : { PGPASSWORD: password };
    const child = spawn('psql', [address, ...args], { stdio: 'inherit', env: { ...env, ...secret } });
    // Ctrl-C ends a query, not psql: psql decides.
    const ignore = (): void => undefined;
    process.on('SIGINT', ignore);
    const done = (code: number | undefined): void => {
      process.off('SIGINT', ignore);
      resolve(code);
    };
    child.once('error', () => {
      done(undefined);
    });
    child.once('close', (code) => {
      done(code ?? 1);
    });
  });
}

/** Parameters that only Prisma knows: psql refuses a URL with them. */
const onlyPrismas = [
  'schema',
  'connection_limit',
  'pool_timeout',
  'pgbouncer',
  'statement_cache_size',
  'sslaccept',
];

export function forPsql(url: string): { address: string; password: string } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  parsed.password = '';
  for (const name of onlyPrismas) parsed.searchParams.delete(name);
  return { address: parsed.href, password };
}
