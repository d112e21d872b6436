import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const Lockfile = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })),
});

/** Folders in node_modules that `npm ci --omit=dev` would install, by the lockfile. */
function productionPackages(): string[] {
  const { packages } = Lockfile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path.startsWith('node_modules/') && dev !== true)
    .map(([path]) => path)
    .filter((path) => !path.slice('node_modules/'.length).includes('node_modules/'));
}

/** Hard links where the system has them: four hundred megabytes need not be copied to be looked at. */
function copyQuickly(from: string, to: string): void {
  if (spawnSync('cp', ['-al', from, to]).status === 0) return;
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/**
 * What is deployed: dist/, prisma/, package.json and the packages of production.
 * @param built a project in which `npm run build` has run
 */
export function createProductionFolder(built: string) {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-production-')));
  for (const name of ['dist', 'prisma', 'package.json']) {
    cpSync(join(built, name), join(dir, name), { recursive: true });
  }
  for (const path of [...productionPackages(), 'node_modules/.bin']) {
    // Packages for other systems are in the lockfile and not on this disk.
    if (!existsSync(path)) continue;
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    copyQuickly(path, join(dir, path));
  }
  return {
    dir,
    path: (file: string) => join(dir, file),
    remove(): void {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
