import fs from 'node:fs';
import path from 'node:path';
import { readRegularFile } from './read-regular-file.ts';

/** More than this is no source that a person wrote. */
const longestSource = 4 * 1024 * 1024;

/**
 * Reads an author's file for the lines around a place. What a link stands for, what is outside the project (except an
 * installed package), and what is no file are never shown: the text ends up in logs.
 *
 * @param file relative to the project
 * @returns undefined when there is nothing to show: the place is a folder, is gone by now, or is not for printing
 */
export function readAuthorText(projectDir: string, file: string): string | undefined {
  try {
    if (fs.lstatSync(path.resolve(projectDir, file)).isSymbolicLink()) return undefined;
    const target = fs.realpathSync(path.resolve(projectDir, file));
    const inProject = path.relative(fs.realpathSync(projectDir), target).split(path.sep);
    const isForeign = inProject[0] === '..' || path.isAbsolute(inProject.join(path.sep));
    if (isForeign && !inProject.includes('node_modules')) return undefined;
    if (fs.statSync(target).size > longestSource) return undefined;
    return readRegularFile(target).toString('utf8');
  } catch {
    // A code frame is an extra: the diagnostic names the place without it.
    return undefined;
  }
}
