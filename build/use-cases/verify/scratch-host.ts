import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder outside of the project, in which nothing of it is found by walking up. */
export interface Scratch {
  /** Absolute. */
  readonly dir: string;
  /** Writes files, by path below it. @param settings a file of the author's to take along, where it is there */
  writeHost(name: string, files: ReadonlyMap<string, string>, settings: string): string;
  remove(): void;
}

/** Makes a scratch folder in the system's temporary one. */
export function makeScratch(): Scratch {
  const dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'tessera-verify-')));
  return {
    dir,
    writeHost(name, files, settings) {
      const host = path.join(dir, name);
      writeFiles(host, files);
      // Registries, and the keys to them, are the author's.
      if (existsSync(settings)) cpSync(settings, path.join(host, path.basename(settings)));
      return host;
    },
    remove() {
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** @param files by path below `folder` */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}
