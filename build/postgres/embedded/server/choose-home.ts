import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { DatabaseError, systemErrorCode } from '../database-error.ts';
import { removeFile, type StateFolder } from '../state-folder.ts';
import { runServerProgram } from './run-server-program.ts';
import { type ServerUser } from './server-user.ts';

/** Folder that holds `data`, a half-made `data.new`, and our copy of the binaries when one is needed. */
export interface ServerHome {
  readonly dir: string;
  readonly dataDir: string;
  readonly stagingDir: string;
}

export function serverHome(dir: string): ServerHome {
  return { dir, dataDir: join(dir, 'data'), stagingDir: join(dir, 'data.new') };
}

/**
 * The state folder itself when the server's user can reach it. Otherwise (root below a 0700 home) a folder
 * under /var/tmp named after it, with a note in the state folder.
 */
export async function chooseHome(state: StateFolder, user: ServerUser | undefined): Promise<ServerHome> {
  if (user === undefined || (await canEnter(state.dir, user))) {
    await removeFile(state.locationFile);
    return serverHome(state.dir);
  }
  for (const base of temporaryFolders()) {
    if (!(await canEnter(base, user))) continue;
    const dir = join(base, awayName(state));
    await makeOwnFolder(dir);
    await writeFileAtomic(state.locationFile, `${dir}\n`);
    return serverHome(dir);
  }
  throw new DatabaseError(
    `The user "${user.name}", as whom PostgreSQL has to run, can reach neither ${state.dir} nor a temporary folder.`,
    'move the project, run as a normal user, or set DATABASE_URL to a PostgreSQL of your own',
  );
}

/** Where the data may be, away or not: for those who look without starting anything. */
export function possibleHomes(state: StateFolder): ServerHome[] {
  return [state.dir, ...temporaryFolders().map((base) => join(base, awayName(state)))].map(serverHome);
}

/** Removes the folders a state folder has elsewhere: without the project no command would find them again. */
export async function removeHomesAway(state: StateFolder): Promise<void> {
  for (const { dir } of possibleHomes(state)) {
    if (dir !== state.dir && (await isOwnFolder(dir))) await rm(dir, { recursive: true, force: true });
  }
}

/** Gives a folder to the server's user. */
export async function giveTo(user: ServerUser | undefined, path: string): Promise<void> {
  if (user !== undefined) await chown(path, user.uid, user.gid);
}

function awayName(state: StateFolder): string {
  // From the path alone: a copied project must never find the data of the one it was copied from.
  return `tessera-${createHash('sha256').update(state.dir).digest('hex').slice(0, 16)}`;
}

function temporaryFolders(): string[] {
  return process.platform === 'win32' ? [] : [...new Set(['/var/tmp', tmpdir()])];
}

/** /var/tmp is open to all: a folder of that name which is not ours is refused. */
async function makeOwnFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { mode: 0o711 });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    if (await isOwnFolder(dir)) return;
    throw new DatabaseError(`${dir} is in the way: it belongs to somebody else.`, 'remove it');
  }
}

async function isOwnFolder(dir: string): Promise<boolean> {
  const found = await lstat(dir).catch(() => undefined); // never made
  return (
    found !== undefined &&
    found.isDirectory() &&
    found.uid === process.getuid?.() &&
    (found.mode & 0o022) === 0
  );
}

async function canEnter(dir: string, user: ServerUser): Promise<boolean> {
  // Asked of the system as that user: no reading of mode bits knows about access lists and mounts.
  return (await runServerProgram('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], user)).ok;
}
