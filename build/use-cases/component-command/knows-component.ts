import path from 'node:path';
import { diskFiles } from '../../files/disk-files.ts';
import { lockFile } from '../../pipeline/lock/lock-file.ts';
import { readLock } from '../../pipeline/lock/read-lock.ts';

/** Whether the project has an enabled component of this name. A project without a lock knows none. */
export function knowsComponent(projectDir: string, name: string): boolean {
  const bytes = diskFiles.read(path.join(projectDir, lockFile));
  const text = bytes && Buffer.from(bytes).toString('utf8');
  // What is wrong with the lock, the commands that work with it say.
  return readLock(text).entries?.get(name)?.state === 'enabled';
}
