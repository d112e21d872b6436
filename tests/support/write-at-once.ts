import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file as a careful editor does, with its folder: whoever watches never reads half of it, which would be another
 * save than the test means.
 *
 * @param beside where the text is until it is whole; out of sight of whoever watches, on the same disk
 */
export function writeAtOnce(path: string, text: string, beside: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(beside, text);
  renameSync(beside, path);
}
