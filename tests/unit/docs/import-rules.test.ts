import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fastGlob from 'fast-glob';
import { z } from 'zod';
import { readRooms } from '../../support/render-rooms.ts';

const patterns = z.union([z.string(), z.array(z.string())]).optional();
const side = z.object({ path: patterns, pathNot: patterns });
const config = z
  .object({ forbidden: z.array(z.object({ name: z.string(), from: side, to: side })) })
  .parse(createRequire(import.meta.url)('../../../.dependency-cruiser.cjs'));

const rooms = readRooms();
const names = Object.keys(rooms);
const below = (one: string) =>
  one.endsWith('/*') ? names.filter((name) => name.startsWith(one.slice(0, -1))) : [one];

describe('the rooms of build/', () => {
  it('import only rooms that stand further down, so that there is no circle of rooms', () => {
    const upward = names.flatMap((name, at) =>
      (rooms[name]?.imports ?? [])
        .flatMap(below)
        .filter((other) => !names.slice(0, at).includes(other))
        .map((other) => `${name} imports ${other}`),
    );
    expect(upward).toEqual([]);
  });

  it('keep the command line below 2,200 lines', () => {
    const files = fastGlob.sync('build/shells/cli/**/*.{ts,js}');
    const lines = files.map((file) => readFileSync(file, 'utf8').split('\n').length - 1);
    expect(files.length).toBeGreaterThan(50);
    expect(lines.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(2200);
  });
});

describe('the import rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-rules-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('match something with each path they name', () => {
    const known = [
      ...fastGlob.sync(['{build,src,bin,contract,tests}/**/*', '!src/generated/**']),
      ...fastGlob
        .sync(['node_modules/*', 'node_modules/@*/*'], { onlyDirectories: true })
        .map((one) => `${one}/`),
      ...builtinModules,
    ];
    const dead = config.forbidden.flatMap(({ name, from, to }) =>
      [from.path, from.pathNot, to.path, to.pathNot]
        .flatMap((one) => one ?? [])
        .filter((pattern) => {
          // What a group of the other side matched may be any folder.
          const expression = new RegExp(pattern.replaceAll('$1', '[^/]+'));
          return !known.some((path) => expression.test(path));
        })
        .map((pattern) => `${name}: ${pattern}`),
    );
    expect(config.forbidden.length).toBeGreaterThan(50);
    expect(dead).toEqual([]);
  });

  it.each([
    [
      'of types',
      "import { type B } from './b.ts';\nexport interface A { b?: B }",
      "import { type A } from './a.ts';\nexport interface B { a?: A }",
    ],
    [
      'of dynamic imports',
      "export const a = () => import('./b.ts');",
      "export const b = () => import('./a.ts');",
    ],
  ])('refuse a circle %s', (_, a, b) => {
    mkdirSync(join(folder, 'build'), { recursive: true });
    writeFileSync(join(folder, 'tsconfig.json'), '{}');
    writeFileSync(join(folder, 'build/a.ts'), a);
    writeFileSync(join(folder, 'build/b.ts'), b);
    const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [program, '--config', resolve('.dependency-cruiser.cjs'), '-T', 'err', 'build'];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(stdout).toMatch(/no-cycles: build\/a\.ts/);
    expect(status).toBeGreaterThan(0);
  });
});
