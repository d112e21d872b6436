import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, systemErrorCode } from '../database-error.ts';
import { readIfThere, removeFile } from '../state-folder.ts';

/** How long a server may take to end the connections it has and to write its last checkpoint. */
const shutdownTimeout = 30_000;

/** The process id in the server's own lock file, undefined when there is none. */
export async function readServerPid(dataDir: string): Promise<number | undefined> {
  const pid = Number((await readIfThere(join(dataDir, 'postmaster.pid')))?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/**
 * Stops a server that outlived its host, so that its data can be opened again. A lock file left behind whose
 * number now belongs to some other program is removed; that program is not touched.
 *
 * @returns whether there was such a server.
 */
export async function stopOrphan(dataDir: string): Promise<boolean> {
  const pid = await readServerPid(dataDir);
  if (pid === undefined) return false;
  if (!(await isServerOf(pid, dataDir))) {
    await removeFile(join(dataDir, 'postmaster.pid'));
    return false;
  }
  askToStop(pid, 'SIGINT');
  if (await hasEnded(pid, dataDir, shutdownTimeout)) return true;
  askToStop(pid, 'SIGQUIT');
  if (await hasEnded(pid, dataDir, 5_000)) return true;
  throw new DatabaseError(
    `The PostgreSQL of ${dataDir} (process ${pid}) does not stop.`,
    `end process ${pid}`,
  );
}

/** Fast shutdown: connections are ended, the data is left clean. */
export function askToStop(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (systemErrorCode(error) === 'ESRCH') return;
    throw new DatabaseError(
      `A PostgreSQL of another user (process ${pid}) is running on this project's data.`,
      'let that user stop it: npx tessera db stop',
    );
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

/** A process that ended but was never collected (a container without an init) has no command line: it counts as ended. */
async function hasEnded(pid: number, dataDir: string, within: number): Promise<boolean> {
  const deadline = Date.now() + within;
  while (await isServerOf(pid, dataDir)) {
    if (Date.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

/** Process ids are reused: only a process started with this data folder is this server. */
async function isServerOf(pid: number, dataDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const commandLine = await readCommandLine(pid);
  return commandLine === undefined || commandLine.includes(dataDir);
}

async function readCommandLine(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return await readFile(`/proc/${pid}/cmdline`, 'utf8');
    if (process.platform === 'win32') return undefined;
    return (await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)])).stdout;
  } catch {
    return ''; // ended in between
  }
}
