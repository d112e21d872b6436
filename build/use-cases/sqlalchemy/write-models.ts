import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { diskFiles } from '../../files/disk-files.ts';
import { type ModelsFile } from './models-file.ts';

/** Puts the file in place, whole or not at all. */
export function writeModels({ path: file, text }: ModelsFile, projectDir: string): void {
  const target = path.resolve(projectDir, file);
  diskFiles.makeFolder(path.dirname(target));
  writeFileAtomic.sync(target, text);
}
