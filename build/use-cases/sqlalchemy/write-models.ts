import { mkdirSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { type ModelsFile } from './models-file.ts';

/** Puts the file in place, whole or not at all. */
export function writeModels({ path: file, text }: ModelsFile, projectDir: string): void {
  const target = path.resolve(projectDir, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileAtomic.sync(target, text);
}
