import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DatabaseError } from '../database-error.ts';
import { readOrMakePassword, type StateFolder } from '../state-folder.ts';
import { type ServerHome } from './choose-home.ts';
import { choosePort } from './choose-port.ts';
import { program } from './find-binaries.ts';
import { databaseUser } from './make-data.ts';
import { type Binaries } from './prepare-binaries.ts';
import { plainEnvironment } from './run-server-program.ts';
import { askToStop } from './server-process.ts';
import { serverSettings, type ServerKind } from './server-settings.ts';
import { asUser, type ServerUser } from './server-user.ts';
import { watchHost } from './watch-host.ts';

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly password: string;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends connections and leaves the data clean; resolves when the process is gone. */
  stop(): Promise<void>;
}

export interface ServerPlan {
  readonly state: StateFolder;
  readonly home: ServerHome;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  readonly kind: ServerKind;
}

/** How long a server may take until it answers; replaying its log after a crash is part of it. */
const startTimeout = 120_000;
/** The processes of a server that was killed take a moment to notice, and hold its memory till then. */
const retryTimeout = 10_000;

/** Starts the server and resolves when it answers queries. @throws DatabaseError with the server's own words. */
export async function startServer(plan: ServerPlan): Promise<RunningServer> {
  const deadline = Date.now() + retryTimeout;
  for (;;) {
    const outcome = await tryToStart(plan);
    if (outcome.ok) return outcome.server;
    if (!mayPass(outcome.log) || Date.now() > deadline) throw startFailed(outcome.log, plan.state.logFile);
    await pause(50);
  }
}

function mayPass(log: string): boolean {
  return /Address already in use|pre-existing shared memory|"postmaster\.pid" already exists/.test(log);
}

function startFailed(log: string, logFile: string): DatabaseError {
  const reasons = log.split('\n').filter((line) => /(FATAL|PANIC|ERROR|HINT):/.test(line));
  const reason = (reasons.length > 0 ? reasons : log.trim().split('\n').slice(-3))
    .map((line) => line.replace(/^.*?(FATAL|PANIC|ERROR|HINT):\s*/, ''))
    .join(' ');
  return new DatabaseError(
    `PostgreSQL did not start: ${reason || 'it gave no reason'}`,
    `see ${logFile}, or set DATABASE_URL to a PostgreSQL of your own`,
  );
}

async function tryToStart(
  plan: ServerPlan,
): Promise<{ ok: true; server: RunningServer } | { ok: false; log: string }> {
  const port = await choosePort(plan.state);
  const password = await readOrMakePassword(plan.state);
  const log = openLog(plan.state.logFile);
  const child = spawn(
    program(plan.binaries.nativeDir, 'postgres'),
    ['-D', plan.home.dataDir, ...serverSettings(plan.kind, port)],
    {
      cwd: '/',
      env: plainEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
      windowsHide: true,
      ...asUser(plan.user),
    },
  );
  closeSync(log.fd);
  const ended = endOf(child);
  const { pid } = child;
  if (pid === undefined) return { ok: false, log: await ended };
  const dismissWatcher = watchHost(pid);
  void ended.then(dismissWatcher);
  const answers = await Promise.race([waitUntilItAnswers(port, password), ended.then(() => false)]);
  if (!answers && child.exitCode !== null) return { ok: false, log: log.readNew() };
  const server: RunningServer = {
    pid,
    port,
    password,
    ended: ended.then(() => undefined),
    stop: async () => {
      askToStop(pid, 'SIGINT');
      await ended;
    },
  };
  if (answers) return { ok: true, server };
  await server.stop();
  return { ok: false, log: log.readNew() };
}

/** Resolves when the process is gone, to the reason if it never came to be. */
async function endOf(child: ChildProcess): Promise<string> {
  return await new Promise((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', () => {
      resolve('');
    });
  });
}

async function waitUntilItAnswers(port: number, password: string): Promise<boolean> {
  const deadline = Date.now() + startTimeout;
  while (Date.now() < deadline) {
    if (await answers(port, password)) return true;
    await pause(20);
  }
  return false;
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new Client({ host: '127.0.0.1', port, user: databaseUser, password, database: 'postgres' });
  client.on('error', () => undefined); // the failed attempt below is the answer
  try {
    await client.connect();
    return true;
  } catch {
    return false; // not yet, or never: the process and the clock decide
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The log of one project stays below this; older lines go when a server starts. */
const logLimit = 5_000_000;

function openLog(file: string): { fd: number; readNew: () => string } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const start = size > logLimit ? 0 : size;
  const fd = openSync(file, start === 0 ? 'w' : 'a', 0o600);
  return { fd, readNew: () => readFileSync(file).subarray(start).toString() };
}
