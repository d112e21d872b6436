import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { describeFailure } from '../files/describe-failure.ts';
import { EngineError } from '../postgres/connection/engine-error.ts';

/**
 * Proves that a migration can be written, by writing it under another name first: Prisma's command line makes the folder
 * and the file before it writes the text, and on a full disk leaves an empty migration in the history.
 *
 * @param migrationsDir absolute
 * @throws EngineError when there is no room, or no right to write
 */
export function proveRoom(migrationsDir: string, script: string): void {
  const folder = join(migrationsDir, `.room-${randomBytes(6).toString('hex')}`);
  try {
    mkdirSync(folder, { recursive: true });
    const file = openSync(join(folder, 'migration.sql'), 'wx');
    try {
      writeFileSync(file, script);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const failure = describeFailure(error, migrationsDir);
    if (!failure) throw error;
    const reason = /: ([^:]*)\.$/.exec(failure.message)?.[1] ?? failure.message;
    throw new EngineError(
      undefined,
      `The migration cannot be written to ${migrationsDir}: ${reason}. Nothing was written. ${failure.hint ?? ''}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
