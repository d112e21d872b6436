import { spawn } from 'node:child_process';
import { done, environmentFault, type Outcome } from '../../../../diagnostics/outcome.ts';
import { withAppDatabase } from '../../../../use-cases/database/with-app-database.ts';
import { type ExitCode } from '../../command.ts';
import { type DatabaseCall, presentCall } from './database-call.ts';

/** How the conversation ended: a program of its own, it has an exit code of its own. */
interface Talk {
  readonly succeeded: boolean;
}

/** A psql from the PATH when there is one (the npm package brings none), otherwise a small prompt of ours. */
export async function psql(call: DatabaseCall, args: readonly string[]): Promise<ExitCode> {
  const { projectDir, io, options } = call;
  if (options.json)
    return await presentCall(refuseCall('psql talks to people: --json is of no use here.'), call);
  const outcome = await withAppDatabase({ projectDir, env: io.env, purpose: 'tessera db psql' }, (url) =>
    talk(call, url, args),
  );
  if (outcome.kind === 'done') return outcome.value.succeeded ? 0 : 1;
  return await presentCall(outcome, call);
}

async function talk({ io }: DatabaseCall, url: string, args: readonly string[]): Promise<Outcome<Talk>> {
  const code = await runPsql(url, args, io.env);
  if (code !== undefined) return done({ succeeded: code === 0 });
  if (args.length > 0) {
    return refuseCall('There is no psql on the PATH to pass arguments to.', 'install it, or pipe SQL in');
  }
  const { runSqlPrompt } = await import('./sql-prompt.ts');
  return done({ succeeded: await runSqlPrompt(url, io) });
}

function refuseCall(message: string, hint?: string): Outcome<Talk> {
  return environmentFault([
    { code: 'CALL.INVALID', severity: 'error', message, ...(hint !== undefined && { hint }) },
  ]);
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
