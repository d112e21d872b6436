import { rm } from 'node:fs/promises';
import { lock } from 'proper-lockfile';
import { join } from 'node:path';
import { askHost, closed } from './connect-to-host.ts';
import { type Holder, type HostReply } from './protocol.ts';
import { possibleHomes } from './server/choose-home.ts';
import { stopOrphan } from './server/server-process.ts';
import { findStateFolder, projectStateDir, type StateFolder } from './state-folder.ts';

/** How the embedded database of a project is doing; holds no secret. */
export type DatabaseStatus =
  | { readonly running: false }
  | ({ readonly running: true } & Omit<Extract<HostReply, { kind: 'status' }>, 'kind'>);

/** Looks, and starts nothing. */
export async function readDatabaseStatus(projectDir: string): Promise<DatabaseStatus> {
  const state = await findStateFolder(projectStateDir(projectDir));
  const answer = state && (await askHost(state, { ask: 'status', purpose: 'tessera db status' }));
  answer?.socket.destroy();
  if (answer?.reply.kind !== 'status') return { running: false };
  const { phase, port, serverPid, version, dataDir, pinned, holders } = answer.reply;
  return { running: true, phase, port, serverPid, version, dataDir, pinned, holders };
}

export type StopOutcome =
  | { readonly stopped: true; readonly wasRunning: boolean }
  | { readonly stopped: false; readonly holders: readonly Holder[] };

/**
 * Ends what `tessera db start` began. While others hold the database it goes on and stops when they have left,
 * unless `force`, which stops it under them.
 */
export async function stopDatabase(projectDir: string, force: boolean): Promise<StopOutcome> {
  const state = await findStateFolder(projectStateDir(projectDir));
  if (state === undefined) return { stopped: true, wasRunning: false };
  const answer = await askHost(state, { ask: 'stop', force, purpose: 'tessera db stop' });
  if (answer === undefined) {
    // No host answers, and yet its server may have outlived it.
    return { stopped: true, wasRunning: await stopOrphans(state) };
  }
  if (answer.reply.kind === 'in-use') return { stopped: false, holders: answer.reply.holders };
  await closed(answer.socket); // stopped, or stopping already: gone when it hangs up
  return { stopped: true, wasRunning: true };
}

/**
 * Throws the embedded database away: data, password, port, log. The next to need it gets a new one.
 * While others hold the database nothing is done, unless `force`.
 */
export async function resetDatabase(projectDir: string, force: boolean): Promise<StopOutcome> {
  const state = await findStateFolder(projectStateDir(projectDir));
  if (state === undefined) return { stopped: true, wasRunning: false };
  const stop = await stopDatabase(projectDir, force);
  if (!stop.stopped) return stop;
  // No process may start a server on what is being removed.
  const unlock = await lock(state.dir, { lockfilePath: join(state.dir, 'start.lock'), retries: 5 });
  try {
    await stopOrphans(state);
    for (const home of possibleHomes(state)) {
      await rm(home.dataDir, { recursive: true, force: true });
      await rm(home.stagingDir, { recursive: true, force: true });
      if (home.dir !== state.dir) await rm(home.dir, { recursive: true, force: true });
    }
    const { passwordFile, portFile, createdMarker, logFile, locationFile, hostFile } = state;
    for (const file of [passwordFile, portFile, createdMarker, logFile, locationFile, hostFile]) {
      await rm(file, { force: true });
    }
    return stop;
  } finally {
    await unlock();
  }
}

/** Whether there was one to stop. */
async function stopOrphans(state: StateFolder): Promise<boolean> {
  let found = false;
  for (const { dataDir } of possibleHomes(state)) found = (await stopOrphan(dataDir)) || found;
  return found;
}
