import { diskFiles } from '../../files/disk-files.ts';

/** Writes a file whole or not at all; its folder is there. */
export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    diskFiles.writeNew(temporary, text);
    diskFiles.rename(temporary, file);
  } catch (error) {
    diskFiles.remove(temporary);
    throw error;
  }
}
