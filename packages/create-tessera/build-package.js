// release/create-tessera, the folder that is the package.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { releaseOf } from './lib/release.js';

const root = resolve(import.meta.dirname, '../..');

/** @returns {string} absolute path of the folder */
export function buildCreatePackage() {
  const target = join(root, 'release/create-tessera');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of ['bin', 'lib', 'template']) {
    cpSync(join(import.meta.dirname, name), join(target, name), { recursive: true });
  }
  cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const release = releaseOf(manifest);
  /** @type {{ license: string, engines: unknown }} */
  const own = JSON.parse(manifest);
  write('versions.json', release);
  write('package.json', {
    name: 'create-tessera',
    version: release.version,
    description: 'Makes a project for Tessera, the component platform for NestJS.',
    license: own.license,
    type: 'module',
    engines: own.engines,
    publishConfig: { access: 'public', provenance: true },
    bin: { 'create-tessera': 'bin/create-tessera.js' },
    files: ['bin', 'lib', 'template', 'versions.json'],
  });
  return target;

  /** @param {string} name @param {object} value */
  function write(name, value) {
    writeFileSync(join(target, name), `${JSON.stringify(value, null, 2)}\n`);
  }
}
