import { spawn } from 'node:child_process';

/** Runs the psql of the PATH on the caller's terminal; undefined when there is none (the npm package brings none). */
export async function runPsql(
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
    const end = (code: number | undefined): void => {
      process.off('SIGINT', ignore);
      resolve(code);
    };
    child.once('error', () => {
      end(undefined);
    });
    child.once('close', (code) => {
      end(code ?? 1);
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

/** A URL without a password, and the password. */
export function forPsql(url: string): { address: string; password: string } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  parsed.password = '';
  for (const name of onlyPrismas) parsed.searchParams.delete(name);
  return { address: parsed.href, password };
}
