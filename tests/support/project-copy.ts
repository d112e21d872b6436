import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { formatLock, lockFile, lockSchema } from '../../build/pipeline/lock/lock-file.ts';
import { writeAtOnce } from './write-at-once.ts';

/** What a checkout of this repository holds and a running project needs. */
const checkedOut = [
  // The copy's command line starts compiled as well.
  '.tessera/compiled',
  'bin',
  'build',
  'contract',
  'packages',
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

export interface ProjectCopyOptions {
  /** A folder to make it in, which is the caller's to remove. @default the system's temporary folder */
  readonly parent?: string | undefined;
  /**
   * The components it has, with their migrations: every command looks at all there are, so a test that is not about
   * these takes few. @default all
   */
  readonly components?: readonly string[] | undefined;
}

/** A fresh checkout of this project in the temporary folder, with the packages already installed. */
export function createProjectCopy({ parent = tmpdir(), components }: ProjectCopyOptions = {}) {
  const dir = realpathSync(mkdtempSync(join(parent, 'tessera-e2e-')));
  // As root the database runs as another user, who has to get in; otherwise its data would lie outside.
  chmodSync(dir, 0o711);
  for (const name of checkedOut.filter((candidate) => existsSync(candidate))) {
    cpSync(name, join(dir, name), {
      recursive: true,
      filter: (source) => {
        const file = relative('.', source).replaceAll('\\', '/');
        return !notCheckedOut.has(file) && (components === undefined || isOfOneOf(components, file));
      },
    });
  }
  if (components) writeFileSync(join(dir, lockFile), lockOf(components));
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

/** Whether a path belongs to one of these components, or to none. */
function isOfOneOf(components: readonly string[], file: string): boolean {
  const folder = /^src\/components\/([^/]+)/.exec(file)?.[1];
  if (folder !== undefined) return components.includes(folder);
  const migration = /^prisma\/migrations\/\d+_([^/]+)/.exec(file)?.[1];
  return (
    migration === undefined || components.some((name) => migration.startsWith(name.replaceAll('-', '_')))
  );
}

/** What the lock says of these components. */
function lockOf(components: readonly string[]): string {
  const entries = Object.entries(lockSchema.parse(JSON.parse(readFileSync(lockFile, 'utf8'))).components);
  return formatLock(new Map(entries.filter(([name]) => components.includes(name))));
}

export type ProjectCopy = ReturnType<typeof createProjectCopy>;
