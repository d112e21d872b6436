import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { systemErrorCode } from './database-error.ts';

/** Where one embedded server keeps what it must remember. One folder, one server. */
export interface StateFolder {
  /** Real path, so that two ways to one project are one database. */
  readonly dir: string;
  readonly hostFile: string;
  readonly passwordFile: string;
  readonly portFile: string;
  /** Exists from the moment a database is made until the committed migrations have been applied to it. */
  readonly createdMarker: string;
  readonly logFile: string;
  /** Says where the data is when it cannot be here (see server/choose-home.ts). */
  readonly locationFile: string;
}

/** The state folder of a project's development database. */
export function projectStateDir(projectDir: string): string {
  return join(projectDir, '.tessera', 'database');
}

/** Makes the folder when it is missing; `.tessera` gets a `.gitignore` that ignores all of it. */
export async function openStateFolder(dir: string): Promise<StateFolder> {
  await mkdir(dir, { recursive: true });
  const parent = dirname(dir);
  if (parent.endsWith('.tessera')) await writeOnce(join(parent, '.gitignore'), '*\n');
  return stateFolder(await realpath(dir));
}

/** The folder as it is, or undefined when it was never made; nothing is written. */
export async function findStateFolder(dir: string): Promise<StateFolder | undefined> {
  try {
    return stateFolder(await realpath(dir));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function stateFolder(dir: string): StateFolder {
  return {
    dir,
    hostFile: join(dir, 'host.json'),
    passwordFile: join(dir, 'password'),
    portFile: join(dir, 'port'),
    createdMarker: join(dir, 'created'),
    logFile: join(dir, 'server.log'),
    locationFile: join(dir, 'location'),
  };
}

/** The superuser's password, made at random at first use and readable for the owner only. */
export async function readOrMakePassword(state: StateFolder): Promise<string> {
  const known = await readPassword(state);
  if (known !== undefined) return known;
  const password = randomBytes(24).toString('base64url');
  await writeFileAtomic(state.passwordFile, password, { mode: 0o600 });
  return password;
}

export async function readPassword(state: StateFolder): Promise<string | undefined> {
  const text = await readIfThere(state.passwordFile);
  if (text === undefined || text === '') return undefined;
  await chmod(state.passwordFile, 0o600);
  return text;
}

export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true });
}

async function writeOnce(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
}
