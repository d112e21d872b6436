// The database host: a process of its own, detached, which owns one server for all who use it.
// Started by start-host.ts as `main.ts <JSON of HostArguments>`; says one line on stdout and then nothing more.
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { toDatabaseError } from '../database-error.ts';
import { type HostGreeting } from '../protocol.ts';
import { removeHomesAway } from '../server/choose-home.ts';
import { openServer } from '../server/open-server.ts';
import { exists, openStateFolder, readIfThere, removeFile } from '../state-folder.ts';
import { openControlDoor } from './control-door.ts';
import { DatabaseHost } from './database-host.ts';
import { HostArguments } from './host-arguments.ts';

/** The client that started us connects at once; if it died meanwhile, no client connects. */
const firstClientTimeout = 10_000;
const folderCheckInterval = 2_000;

async function runHost(args: HostArguments): Promise<void> {
  const state = await openStateFolder(args.stateDir);
  const token = randomBytes(24).toString('base64url');
  const host = new DatabaseHost(
    {
      open: () => openServer(state, args.kind),
      grace: args.grace,
      keepForClients: args.kind === 'development',
      onDone: leave,
    },
    firstClientTimeout,
  );
  const door = await openControlDoor(token, state.dir, host);
  const address = { pid: process.pid, port: door.port, token };
  await writeFileAtomic(state.hostFile, JSON.stringify(address), { mode: 0o600 });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void host.stop());
  const folderCheck = setInterval(() => void checkFolder(), folderCheckInterval);
  greet(address);

  /** The project was removed, or another host took over: no client can find this one any more. */
  async function checkFolder(): Promise<void> {
    if (!(await isOurs())) await host.stop();
  }

  async function isOurs(): Promise<boolean> {
    return (await readIfThere(state.hostFile))?.includes(token) ?? false;
  }

  async function leave(): Promise<void> {
    clearInterval(folderCheck);
    if (await isOurs()) await removeFile(state.hostFile);
    if (!(await exists(state.dir))) await removeHomesAway(state);
    if (args.kind === 'test') await rm(dirname(state.dir), { recursive: true, force: true });
    door.close();
  }
}

function greet(greeting: HostGreeting): void {
  // The client that started us has left and closed both; a warning of Node must not end the host then.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  process.stdout.write(`${JSON.stringify(greeting)}\n`);
}

try {
  await runHost(HostArguments.parse(JSON.parse(process.argv[2] ?? '')));
} catch (error) {
  const { message, hint } = toDatabaseError(error, 'The database host could not start');
  greet({ error: message, hint });
  process.exitCode = 1;
}
