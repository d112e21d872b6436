import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CallError } from './read-call.js';

/** What a running application needs beside its bundle: ADR 0081 of the repository. */
const production = [
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/platform-fastify',
  '@nestjs/swagger',
  'reflect-metadata',
  'rxjs',
  'zod',
];
/** What the sources of a component import, and the application that it is in has. */
const peers = ['@nestjs/common', '@nestjs/swagger', 'zod'];
const development = [
  '@jest/globals',
  '@nestjs/terminus',
  '@nestjs/testing',
  '@prisma/client',
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
 * @param {{ spec: string }} tessera what to write for nestjs-tessera
 */
export function projectManifest(text, versions, { spec }) {
  /** @type {Record<string, unknown>} */
  const manifest = JSON.parse(text);
  /** @param {readonly string[]} names */
  const pinned = (names) => Object.fromEntries(names.map((name) => [name, versions[name] ?? '*']));
  const dev = { ...pinned(development), 'nestjs-tessera': spec };
  return `${JSON.stringify({ ...manifest, dependencies: pinned(production), devDependencies: sorted(dev) }, null, 2)}\n`;
}

/**
 * The package.json of a component's repository: what it is tried with is pinned, what it promises to work with is a range.
 *
 * @param {string} text
 * @param {Readonly<Record<string, string>>} versions
 * @param {{ spec: string, own: string }} tessera what to write for nestjs-tessera, and the version it is of
 */
export function componentManifest(text, versions, { spec, own }) {
  /** @type {{ tessera: object }} */
  const manifest = JSON.parse(text);
  const names = [...production, ...development];
  const pinned = Object.fromEntries(names.map((name) => [name, versions[name] ?? '*']));
  const promised = Object.fromEntries(peers.map((name) => [name, `^${versions[name] ?? '*'}`]));
  return `${JSON.stringify(
    {
      ...manifest,
      tessera: { ...manifest.tessera, engines: { tessera: `^${own}` } },
      peerDependencies: { ...promised, 'nestjs-tessera': `^${own}` },
      devDependencies: sorted({ ...pinned, 'nestjs-tessera': spec }),
    },
    null,
    2,
  )}\n`;
}

/** @param {Readonly<Record<string, string>>} entries */
function sorted(entries) {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
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
