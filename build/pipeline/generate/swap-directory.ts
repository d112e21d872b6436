import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { types } from 'node:util';

/**
 * A folder is replaced in three steps: fill a staging folder beside it, move the old one aside, move the new
 * one in. A kill leaves leftovers named after the process that made them, which `clearLeftovers` mends.
 */
const leftover = /^\.(?<target>.+)-(?<kind>staging|previous)-(?<pid>\d+)-[0-9a-f]+$/;

function besideName(target: string, kind: 'staging' | 'previous'): string {
  const name = `.${basename(target)}-${kind}-${process.pid}-${randomBytes(4).toString('hex')}`;
  return join(dirname(target), name);
}

function codeOf(error: unknown): unknown {
  return types.isNativeError(error) && 'code' in error ? error.code : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to another user.
    return codeOf(error) === 'EPERM';
  }
}

/** A new empty folder beside `target`, on the same file system, hidden from compilers by its dot. */
export function createStaging(target: string): string {
  const staging = besideName(target, 'staging');
  mkdirSync(staging, { recursive: true });
  return staging;
}

/** Mends what killed processes left: gives a moved-aside folder its place back, removes everything else. */
export function clearLeftovers(target: string): void {
  const parent = dirname(target);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent).sort()) {
    const match = leftover.exec(name)?.groups;
    if (match?.['target'] !== basename(target) || isAlive(Number(match['pid']))) continue;
    if (match['kind'] === 'previous' && !existsSync(target)) renameSync(join(parent, name), target);
    else rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function renameIfPresent(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/**
 * Puts `staging` in the place of `target`. Both renames run without a pause between them, so that no reader sees
 * a half-filled folder. Another process that swaps at the same moment wins or loses as a whole.
 */
export function swapDirectory(staging: string, target: string): void {
  const previous = besideName(target, 'previous');
  for (let attempt = 1; ; attempt += 1) {
    renameIfPresent(target, previous);
    try {
      renameSync(staging, target);
      break;
    } catch (error) {
      const code = codeOf(error);
      // Another process put its folder there between our two renames: move that one aside too.
      if ((code === 'ENOTEMPTY' || code === 'EEXIST') && attempt < 5) {
        rmSync(previous, { recursive: true, force: true });
        continue;
      }
      if (!existsSync(target)) renameIfPresent(previous, target);
      throw error;
    }
  }
  rmSync(previous, { recursive: true, force: true });
}
