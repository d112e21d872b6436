import { chmodSync, cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { writeAtOnce } from './write-at-once.ts';

/** What a checkout of this repository holds and a running project needs. */
const checkedOut = [
  'bin',
  'build',
  'prisma',
  'src',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'webpack.config.js',
  'prisma.config.ts',
  'tessera.config.json',
  'components.lock.json',
  '.swcrc',
];
const notCheckedOut = new Set(['prisma/schema', 'src/generated']);

/**
 * A fresh checkout of this project in the temporary folder, with the packages already installed.
 *
 * @param parent a folder to make it in, which is the caller's to remove
 */
export function createProjectCopy(parent = tmpdir()) {
  const dir = realpathSync(mkdtempSync(join(parent, 'tessera-e2e-')));
  // As root the database runs as another user, who has to get in; otherwise its data would lie outside.
  chmodSync(dir, 0o711);
  for (const name of checkedOut.filter((candidate) => existsSync(candidate))) {
    cpSync(name, join(dir, name), {
      recursive: true,
      filter: (source) => !notCheckedOut.has(relative('.', source).replaceAll('\\', '/')),
    });
  }
  symlinkSync(resolve('node_modules'), join(dir, 'node_modules'));
  return {
    dir,
    path: (file: string) => join(dir, file),
    write(file: string, text: string): void {
      writeAtOnce(join(dir, file), text, `${dir}.write`);
    },
    remove(file = ''): void {
      rmSync(join(dir, file), { recursive: true, force: true });
    },
  };
}

export type ProjectCopy = ReturnType<typeof createProjectCopy>;
