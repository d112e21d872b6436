import { done, type Outcome } from '../../../../diagnostics/outcome.ts';
import { markDatabase } from '../../../../use-cases/database/mark-database.ts';
import { resetEmbedded } from '../../../../use-cases/database/reset-embedded.ts';
import { type ProjectDatabase, showStatus } from '../../../../use-cases/database/show-status.ts';
import { startEmbedded } from '../../../../use-cases/database/start-embedded.ts';
import { stopEmbedded } from '../../../../use-cases/database/stop-embedded.ts';
import { withAppDatabase } from '../../../../use-cases/database/with-app-database.ts';
import { type ExitCode } from '../../command.ts';
import { type DatabaseCall, presentCall } from './database-call.ts';

export async function start(call: DatabaseCall): Promise<ExitCode> {
  const outcome = await startEmbedded(call.projectDir, call.io.env);
  return await presentCall(outcome, call, ({ port, alreadyRunning }) => [
    alreadyRunning
      ? `PostgreSQL was started already, on 127.0.0.1:${port}`
      : `PostgreSQL runs on 127.0.0.1:${port} until "tessera db stop"`,
  ]);
}

export async function stop(call: DatabaseCall): Promise<ExitCode> {
  const { force = false, wait = false } = call.options;
  const outcome = await stopEmbedded({ projectDir: call.projectDir, force, wait });
  return await presentCall(outcome, call, ({ wasRunning }) => [
    wasRunning ? 'PostgreSQL stopped' : 'PostgreSQL was not running',
  ]);
}

export async function status(call: DatabaseCall): Promise<ExitCode> {
  return await presentCall(await showStatus(call.projectDir, call.io.env), call, describeStatus);
}

function describeStatus(found: ProjectDatabase): string[] {
  if (found.external) return ['DATABASE_URL is set: the project uses that database, nothing embedded'];
  if (!found.running) return ['not running'];
  if (found.phase !== 'ready') return [found.phase];
  const users = found.holders.map(({ pid, purpose }) => `  ${purpose} (process ${pid})`);
  return [
    `PostgreSQL ${found.version ?? ''} runs on 127.0.0.1:${found.port ?? ''} (process ${found.serverPid ?? ''})`,
    `data: ${found.dataDir ?? ''}`,
    ...(found.pinned ? ['started with "tessera db start"'] : []),
    ...(users.length > 0 ? ['used by:', ...users] : ['used by nobody now']),
  ];
}

/** Starts the embedded one when it is not running, so that the URL can be used. */
export async function url(call: DatabaseCall): Promise<ExitCode> {
  const { projectDir, io } = call;
  const outcome = await withAppDatabase(
    { projectDir, env: io.env, purpose: 'tessera db url' },
    (found): Promise<Outcome<{ url: string }>> => Promise.resolve(done({ url: found })),
  );
  return await presentCall(outcome, call, (found) => [found.url]);
}

export async function mark(call: DatabaseCall, [wanted]: readonly string[]): Promise<ExitCode> {
  const { projectDir, io } = call;
  const outcome = await markDatabase({ projectDir, env: io.env, ...(wanted !== undefined && { wanted }) });
  return await presentCall(outcome, call, ({ database, host, production }) => [
    `The database "${database}" on ${host} is ${production ? '' : 'not '}marked as production.`,
  ]);
}

export async function reset(call: DatabaseCall): Promise<ExitCode> {
  const { projectDir, io, options } = call;
  const confirm = () => askWhetherMeant(call);
  const outcome = await resetEmbedded({ projectDir, env: io.env, force: options.force === true, confirm });
  return await presentCall(outcome, call, () => ['The database is gone; the next start makes a new one.']);
}

/** Undefined: there is no terminal to ask on. */
async function askWhetherMeant({ projectDir, io, options }: DatabaseCall): Promise<boolean | undefined> {
  if (options.yes === true) return true;
  if (options.json || io.stdin.isTTY !== true || io.stdout.isTTY !== true) return undefined;
  const { confirm } = await import('@clack/prompts');
  const answer = await confirm({
    message: `Throw away the development database of ${projectDir} and everything in it?`,
    initialValue: false,
  });
  return answer === true;
}
