import { readFile, stat } from 'node:fs/promises';
import { DatabaseError, systemErrorCode } from '../database-error.ts';

/** Whom the server runs as when it cannot be us: PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The unprivileged user for the server, or undefined when we are one ourselves.
 * Data that exists decides: its owner goes on. Otherwise the first of two unprivileged users that the system has.
 */
export async function chooseServerUser(dataDir: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  const owner = await ownerOf(dataDir);
  const user =
    users.find(({ uid }) => uid === owner && uid !== 0) ??
    users.find(({ name }) => name === 'postgres') ??
    users.find(({ name }) => name === 'nobody');
  if (user !== undefined) return user;
  throw new DatabaseError(
    'PostgreSQL refuses to run as root, and this system has neither a user "postgres" nor "nobody".',
    'run as a normal user, or set DATABASE_URL to a PostgreSQL of your own',
  );
}

/** The users of an `/etc/passwd`, lines that are none left out. */
export function parsePasswd(text: string): ServerUser[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || !uid || !gid) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}

/** Spawn options that make a child run as the user. */
export function asUser(user: ServerUser | undefined): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid };
}

async function ownerOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).uid;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
