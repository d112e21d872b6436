import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CallError } from './read-call.js';

/** What a running application needs beside its bundle: ADR 0081 of the repository. */
const production = [
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/platform-express',
  '@nestjs/swagger',
  'reflect-metadata',
  'rxjs',
  'zod',
];
const development = [
  '@jest/globals',
  '@nestjs/terminus',
  '@nestjs/testing',
  '@prisma/client',
  '@types/express',
  '@types/node',
  'jest',
  'prettier',
  'prisma',
  'typescript',
];

/**
 * The package.json of a project: the template's, with versions that go together.
 *
 * @param {string} text
 * @param {Readonly<Record<string, string>>} versions
 * @param {string} tessera what to write for nestjs-tessera
 */
export function projectManifest(text, versions, tessera) {
  /** @type {Record<string, unknown>} */
  const manifest = JSON.parse(text);
  /** @param {readonly string[]} names */
  const pinned = (names) => Object.fromEntries(names.map((name) => [name, versions[name] ?? '*']));
  const dev = { ...pinned(development), 'nestjs-tessera': tessera };
  const sorted = Object.fromEntries(Object.entries(dev).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ ...manifest, dependencies: pinned(production), devDependencies: sorted }, null, 2)}\n`;
}

/** Names of the packages whose versions the template pins. */
export const pinnedPackages = [...production, ...development];

/**
 * @param {string | undefined} asked a version, or the path of a tarball
 * @param {{ cwd: string, own: string }} where
 * @throws {CallError} for a tarball that is not there.
 */
export function tesseraSpec(asked, { cwd, own }) {
  if (asked === undefined) return own;
  if (!/\.t(ar\.)?gz$/.test(asked)) return asked;
  const tarball = resolve(cwd, asked);
  if (!existsSync(tarball)) throw new CallError(`There is no tarball at ${tarball}.`);
  return `file:${tarball}`;
}
