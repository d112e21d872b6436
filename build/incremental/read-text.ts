import { decodeText } from '../files/decode-text.ts';
import { type Entry, type ProjectFiles } from '../files/project-files.ts';
import { type Cache, derive, Kind } from './derive.ts';

const texts = new Kind<string>();

/**
 * The text of a file, read again when its version is another one. What follows from it is derived from the text: a file that
 * was written anew with the same words is the same file.
 */
export function readText(cache: Cache, files: ProjectFiles, { path, version }: Entry): string {
  return derive(cache, texts, path, [version], () => decodeText(files.read(path)));
}
