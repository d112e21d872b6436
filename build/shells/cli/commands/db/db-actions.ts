import { setTimeout as pause } from 'node:timers/promises';
import { acquireDatabase } from '../../../../postgres/embedded/acquire-database.ts';
import {
  readDatabaseStatus,
  resetDatabase,
  stopDatabase,
} from '../../../../postgres/embedded/control-database.ts';
import { resolveDatabase } from '../../../../postgres/which-database.ts';
import { type DatabaseCall, type DatabaseOptions } from './database-call.ts';
import { type ExitCode } from '../../command.ts';

export async function start(call: DatabaseCall): Promise<ExitCode> {
  if (await isExternal(call)) return refuseExternal(call);
  const before = await readDatabaseStatus(call.projectDir);
  const lease = await acquireDatabase(call.projectDir, { purpose: 'tessera db start', pin: true });
  const { port } = new URL(lease.url);
  await lease.release();
  const alreadyRunning = before.running && before.pinned;
  call.say({ running: true, port: Number(port), alreadyRunning }, [
    alreadyRunning
      ? `PostgreSQL was started already, on 127.0.0.1:${port}`
      : `PostgreSQL runs on 127.0.0.1:${port} until "tessera db stop"`,
  ]);
  return 0;
}

export async function stop(call: DatabaseCall, { force, wait }: DatabaseOptions): Promise<ExitCode> {
  const outcome = await stopDatabase(call.projectDir, force === true);
  if (outcome.stopped) {
    call.say({ running: false, wasRunning: outcome.wasRunning }, [
      outcome.wasRunning ? 'PostgreSQL stopped' : 'PostgreSQL was not running',
    ]);
    return 0;
  }
  if (wait === true) {
    while ((await readDatabaseStatus(call.projectDir)).running) await pause(200);
    call.say({ running: false, wasRunning: true }, ['PostgreSQL stopped']);
    return 0;
  }
  const holders = outcome.holders.map(({ pid, purpose }) => `  ${purpose} (process ${pid})`);
  return call.refuse(
    1,
    ['PostgreSQL stays until these have left:', ...holders].join('\n'),
    'end them, or add --wait, or --force to stop it under them',
  );
}

export async function status(call: DatabaseCall): Promise<ExitCode> {
  if (await isExternal(call)) {
    call.say({ external: true, running: false }, [
      'DATABASE_URL is set: the project uses that database, nothing embedded',
    ]);
    return 0;
  }
  const found = await readDatabaseStatus(call.projectDir);
  call.say({ external: false, ...found }, found.running ? describeRunning(found) : ['not running']);
  return 0;
}

function describeRunning(
  found: Extract<Awaited<ReturnType<typeof readDatabaseStatus>>, { running: true }>,
): string[] {
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
  const choice = await resolveDatabase(call.projectDir, call.io.env, 'app');
  if (choice.kind === 'external') {
    call.say({ url: choice.url }, [choice.url]);
    return 0;
  }
  const lease = await acquireDatabase(call.projectDir, { purpose: 'tessera db url' });
  call.say({ url: lease.url }, [lease.url]);
  await lease.release();
  return 0;
}

export async function reset(call: DatabaseCall, { yes, force }: DatabaseOptions): Promise<ExitCode> {
  if (await isExternal(call)) return refuseExternal(call);
  if (yes !== true) {
    if (call.io.stdin.isTTY !== true || call.io.stdout.isTTY !== true) {
      return call.refuse(2, 'This throws the development database away.', 'confirm with --yes');
    }
    const { confirm } = await import('@clack/prompts');
    const answer = await confirm({
      message: `Throw away the development database of ${call.projectDir} and everything in it?`,
      initialValue: false,
    });
    if (answer !== true) return call.refuse(1, 'Nothing was changed.');
  }
  await resetDatabase(call.projectDir, force === true);
  call.say({ reset: true }, ['The database is gone; the next start makes a new one.']);
  return 0;
}

async function isExternal(call: DatabaseCall): Promise<boolean> {
  return (await resolveDatabase(call.projectDir, call.io.env, 'app')).kind === 'external';
}

function refuseExternal(call: DatabaseCall): ExitCode {
  return call.refuse(
    2,
    'DATABASE_URL is set: the project uses that database, and this command is about the embedded one only.',
    'unset DATABASE_URL (environment and .env)',
  );
}
