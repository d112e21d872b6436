import { diskFiles } from './disk-files.ts';
import { readRegularFile } from './read-regular-file.ts';

/** The text of a file. @throws the system's error */
export function readTextFile(path: string): string {
  return readRegularFile(path).toString('utf8');
}

/** The same; undefined when the file is not there. */
export function readTextFileIfThere(path: string): string | undefined {
  const bytes = diskFiles.read(path);
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
