import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { readIfThere } from './state-folder.ts';

/** Where Linux has files in memory. */
const memoryFolder = '/dev/shm';
/** What the databases of a run and the server's log take at most, and as much again for other programs. */
const needed = 2 * 1024 ** 3;

export interface MemoryFolder {
  /** `/proc/mounts`. @default undefined: not Linux */
  readonly mounts: string | undefined;
  /** Bytes that are free there, and in memory. */
  readonly room: number;
}

/**
 * The folder for the data of a test server, which is thrown away: in memory where there is room. A test makes and
 * removes databases all the time, hundreds of files each, which disks do not like.
 */
export async function chooseTestFolder(): Promise<string> {
  return isUsable(await lookAtMemory()) ? memoryFolder : tmpdir();
}

/** The server's programs may have to be copied beside its data: it must be allowed to run them. */
export function isUsable({ mounts = '', room }: MemoryFolder): boolean {
  const [, type, options = ''] = /^\S+ \/dev\/shm (\S+) (\S+)/m.exec(mounts) ?? [];
  const refused = options.split(',').some((option) => option === 'ro' || option === 'noexec');
  return type === 'tmpfs' && !refused && room >= needed;
}

async function lookAtMemory(): Promise<MemoryFolder> {
  const mounts = await readIfThere('/proc/mounts');
  if (mounts === undefined) return { mounts, room: 0 };
  const { bavail, bsize } = await statfs(memoryFolder).catch(() => ({ bavail: 0, bsize: 0 }));
  return { mounts, room: Math.min(bavail * bsize, process.availableMemory()) };
}
