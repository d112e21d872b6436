import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');

/**
 * Installs the rivals' packages below `.tessera/`, unless the same list is there already.
 * @returns the node_modules folder
 */
export function installPeers(): string {
  const list = readFileSync(join(import.meta.dirname, 'peers/package.json'), 'utf8');
  const folder = join(repository, '.tessera/bench-peers');
  const modules = join(folder, 'node_modules');
  const installed = join(folder, 'installed.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === list) return modules;
  console.log('Installing the packages of the rivals (once, a minute or two) ...');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), list);
  const npm = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel', 'error'];
  const { status } = spawnSync('npm', npm, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('npm could not install the packages of the rivals.');
  // Written last: an interrupted installation is done again.
  writeFileSync(installed, list);
  return modules;
}
