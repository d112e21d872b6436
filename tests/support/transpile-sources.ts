import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transformFile } from '@swc/core';

// SWC knows the option, its types do not yet.
const jsc = { target: 'es2022', rewriteRelativeImportExtensions: true } as const;

/**
 * Folders and files of this repository as JavaScript in a folder of their own, with its packages: what a test starts as
 * a process several times. Loaded through tsx the platform takes three times the processor's time.
 */
export async function transpileSources(...sources: readonly string[]) {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-sources-')));
  symlinkSync(resolve('node_modules'), join(dir, 'node_modules'));
  copyFileSync('package.json', join(dir, 'package.json'));
  const below = (source: string) =>
    readdirSync(source, { recursive: true, encoding: 'utf8' }).map((name) => join(source, name));
  const files = sources.flatMap((source) => (source.endsWith('.ts') ? [source] : below(source)));
  const transpile = async (file: string) => {
    const { code } = await transformFile(file, { jsc, sourceMaps: false });
    const target = join(dir, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  };
  await Promise.all(files.filter((file) => file.endsWith('.ts')).map(transpile));
  return {
    path: (file: string) => join(dir, file),
    remove: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export type TranspiledSources = Awaited<ReturnType<typeof transpileSources>>;
