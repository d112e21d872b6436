import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { z } from 'zod';

const own = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** The packages as they would be published. */
export interface Release {
  /** nestjs-tessera */
  readonly tarball: string;
  /** The program of create-tessera, unpacked from its tarball. */
  readonly createTessera: string;
  remove(): void;
}

/** Packs both packages as `npm run pack:release` does; the run's set-up has composed. */
export function packRelease(): Release {
  execFileSync(process.execPath, ['packages/nestjs-tessera/pack-release.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const unpacked = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-create-')));
  execFileSync('tar', ['xzf', resolve(`release/create-tessera-${own.version}.tgz`), '-C', unpacked]);
  return {
    tarball: resolve(`release/nestjs-tessera-${own.version}.tgz`),
    createTessera: join(unpacked, 'package/bin/create-tessera.js'),
    remove(): void {
      rmSync(unpacked, { recursive: true, force: true });
    },
  };
}

/** A project outside this repository, in which nothing of it can be found by walking up: what create-tessera makes. */
export function createForeignProject(
  { tarball, createTessera }: Release,
  packageManager: 'npm' | 'pnpm',
  { name = 'shop', options = [] }: { readonly name?: string; readonly options?: readonly string[] } = {},
) {
  const above = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-foreign-')));
  const args = [name, ...options, '--tessera', tarball, '--package-manager', packageManager];
  const made = spawnSync(process.execPath, [createTessera, ...args], {
    cwd: above,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${shimsIn(above)}${delimiter}${process.env['PATH'] ?? ''}`,
      // Where pnpm has it by itself for folders on the disk: it makes another one in memory, and downloads everything again.
      ...(process.platform === 'linux' && {
        npm_config_store_dir: join(homedir(), '.local/share/pnpm/store'),
      }),
    },
  });
  const dir = join(above, name);
  return {
    dir,
    made: { code: made.status, output: made.stdout + made.stderr },
    path: (file: string) => join(dir, file),
    remove(): void {
      rmSync(above, { recursive: true, force: true });
    },
  };
}

/**
 * A folder with a `pnpm` of a known version: the machine need not have one. And with an `npm` that finds our packages
 * installed: it removes what the project does not name, adds what is missing and changes what has another version, which takes
 * a quarter of the time. The lock comes along: without one npm forgets the packages of other systems.
 */
function shimsIn(above: string): string {
  const folder = join(above, 'bin');
  mkdirSync(folder);
  const pnpm = '#!/bin/sh\nexec npx --yes pnpm@10.34.8 "$@" --prefer-offline\n';
  writeFileSync(join(folder, 'pnpm'), pnpm, { mode: 0o755 });
  const npmProgram = process.env['npm_execpath'];
  if (npmProgram === undefined) return folder;
  const npm = `#!/bin/sh
if [ "$1" = install ] && [ ! -e node_modules ]; then
  cp -R '${resolve('node_modules')}' '${resolve('package-lock.json')}' . && rm -f node_modules/.package-lock.json
fi
exec '${process.execPath}' '${npmProgram}' "$@"
`;
  writeFileSync(join(folder, 'npm'), npm, { mode: 0o755 });
  return folder;
}

export type ForeignProject = ReturnType<typeof createForeignProject>;
