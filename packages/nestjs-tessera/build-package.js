// `npm run build:package`: release/nestjs-tessera, the folder that is the package.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileSource } from '../../bin/compiled/compile-source.js';
import { writeTypes } from './write-types.js';
import { makeManifest } from './make-manifest.js';

const root = resolve(import.meta.dirname, '../..');

/** Of src/ the project's own half stays here: components, registry and client, program and root module. */
const ofTheProject = new Set(['components', 'generated']);
const folders = [
  'bin',
  'build',
  'contract',
  ...readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !ofTheProject.has(entry.name))
    .map(({ name }) => `src/${name}`),
];
/** What only this repository's checks read. */
const left = /^(build\/(rooms|disk-access)\.json|bin\/doors\/.*)$/;

/** @returns {Promise<string>} absolute path of the folder */
export async function buildPackage() {
  const target = join(root, 'release/nestjs-tessera');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const sources = folders.flatMap(filesBelow).filter((path) => !left.test(path));
  await Promise.all(sources.map((path) => compileSource(root, target, path)));
  await writeTypes(root, target);
  for (const file of filesOf(target)) leaveTheRepository(target, file);
  cpSync(join(import.meta.dirname, 'files'), target, { recursive: true });
  for (const name of ['LICENSE', 'CHANGELOG.md']) cpSync(join(root, name), join(target, name));
  const manifest = makeManifest(root, target, filesOf(target));
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return target;
}

/**
 * Client and registry are the project's, behind doors; what else the sources of this repository say of their surroundings goes.
 * @param {string} target
 * @param {string} file
 */
function leaveTheRepository(target, file) {
  if (!/\.(js|d\.ts)$/.test(file)) return;
  const text = readFileSync(join(target, file), 'utf8');
  const packed = text
    .replaceAll(/(["'])(?:\.\.\/)+generated\/prisma\/client\.(?:js|ts)\1/g, '$1nestjs-tessera/client$1')
    .replaceAll(/(["'])(?:\.\.\/)+generated\/components\.(?:js|ts)\1/g, '$1nestjs-tessera/registry$1');
  if (packed !== text) writeFileSync(join(target, file), packed);
}

/**
 * @param {string} folder
 * @returns {string[]} paths below the repository
 */
function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => statSync(join(root, path)).isFile());
}

/**
 * @param {string} target
 * @returns {string[]} paths below it, sorted
 */
export function filesOf(target) {
  return readdirSync(target, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((path) => statSync(join(target, path)).isFile())
    .sort();
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(`${await buildPackage()}\n`);
}
