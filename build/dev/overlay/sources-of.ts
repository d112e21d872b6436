import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the files of a project for the lines around a place. */
export function sourcesOf(projectDir: string): (file: string) => string | undefined {
  return (file) => {
    try {
      return readFileSync(join(projectDir, file), 'utf8');
    } catch {
      // It went away since, or is nobody's to read: the place alone has to do.
      return undefined;
    }
  };
}
