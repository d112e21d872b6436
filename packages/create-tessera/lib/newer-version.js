import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const TIMEOUT = 3_000;

/**
 * A version of this program that is newer than this one.
 *
 * @param {string} name
 * @param {string} own
 * @returns {Promise<string | undefined>} undefined as well when the registry cannot be asked: an old template still works
 */
export async function newerVersion(name, own) {
  try {
    const { stdout } = await promisify(execFile)('npm', ['view', name, 'version'], { timeout: TIMEOUT });
    const latest = stdout.trim();
    return isNewer(latest, own) ? latest : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} version
 * @param {string} than
 */
export function isNewer(version, than) {
  const [a, b] = [version, than].map((one) => /^(\d+)\.(\d+)\.(\d+)/.exec(one)?.slice(1).map(Number));
  if (a === undefined || b === undefined) return false;
  const at = a.findIndex((number, index) => number !== b[index]);
  return at !== -1 && (a[at] ?? 0) > (b[at] ?? 0);
}
