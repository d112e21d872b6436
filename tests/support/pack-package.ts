import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TempProject } from './temp-project.ts';

/**
 * What `npm pack` makes of these files.
 *
 * @returns the tarball's absolute path, below the project
 */
export function packPackage(
  { dir, write }: Pick<TempProject, 'dir' | 'write'>,
  manifest: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
): string {
  const folder = mkdtempSync(join(dir, '.packed-'));
  const name = folder.slice(dir.length + 1);
  write(`${name}/package/package.json`, JSON.stringify({ type: 'module', ...manifest }));
  for (const [file, text] of Object.entries(files)) write(`${name}/package/${file}`, text);
  npm(join(folder, 'package'), 'pack', '--pack-destination', folder);
  return join(folder, readdirSync(folder).find((one) => one.endsWith('.tgz')) ?? '');
}

/** Without the network: nothing here has dependencies. */
export function npm(cwd: string, ...args: string[]): void {
  const quiet = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...quiet], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}
