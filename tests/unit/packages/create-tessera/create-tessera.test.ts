import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ownVersion } from '../../../../build/files/own-version.ts';
import { createTempProject, type TempProject } from '../../../support/temp-project.ts';
import { createTessera } from '../../../../packages/create-tessera/lib/create-tessera.js';
import { isNewer } from '../../../../packages/create-tessera/lib/newer-version.js';

let place: TempProject;
let said: string;
beforeEach(() => {
  place = createTempProject({ 'taken/file.txt': 'mine' });
  said = '';
});
afterEach(() => {
  place.dispose();
});

const create = (...args: string[]) =>
  createTessera(args, {
    cwd: place.dir,
    env: { npm_config_user_agent: 'pnpm/10.0.0 node/v20' },
    isInteractive: false,
    write: (text) => {
      said += text;
    },
    writeError: (text) => {
      said += text;
    },
  });
const filesOf = (folder: string) =>
  readdirSync(join(place.dir, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(place.dir, folder, name)).isFile(),
  );

describe('create-tessera', () => {
  it('writes a project with versions that go together, in the words of the package manager that started it', async () => {
    expect(await create('shop', '--no-install')).toBe(0);

    expect(said).toContain('pnpm install\n  pnpm dev');
    const manifest: unknown = JSON.parse(readFileSync(join(place.dir, 'shop/package.json'), 'utf8'));
    expect(manifest).toMatchObject({
      name: 'shop',
      dependencies: { '@nestjs/core': expect.stringMatching(/^\d/) },
      devDependencies: {
        prisma: expect.stringMatching(/^7\./),
        'nestjs-tessera': expect.stringMatching(/^\d/),
      },
    });
    expect(filesOf('shop').length).toBeLessThanOrEqual(18);
    expect(existsSync(join(place.dir, 'shop/.gitignore'))).toBe(true);
  });

  it('says in its component which platform that is made for', async () => {
    const engineOf = (project: string): unknown =>
      JSON.parse(readFileSync(join(place.dir, project, 'src/components/notes/component.json'), 'utf8'));
    await create('shop', '--no-install');
    await create('next', '--no-install', '--tessera', '1.4.2');

    expect(engineOf('shop')).toMatchObject({ engines: { tessera: `^${ownVersion()}` } });
    expect(engineOf('next')).toMatchObject({ engines: { tessera: '^1.4.2' } });
  });

  it('takes along a component that is there, in place of the example', async () => {
    mkdirSync(join(place.dir, 'crm/prisma'), { recursive: true });
    writeFileSync(join(place.dir, 'crm/prisma/schema.prisma'), 'model Lead {\n  id Int @id\n}\n');

    expect(await create('shop', '--no-install', '--from-folder', 'crm')).toBe(0);
    expect(filesOf('shop').filter((name) => name.includes('components'))).toEqual([
      join('src', 'components', 'crm', 'prisma', 'schema.prisma'),
    ]);
    expect(said).toContain('prisma migrate dev');
  });

  it('writes the repository of one component, which promises ranges and is tried with fixed versions', async () => {
    expect(await create('print-shop', '--component', '--no-install')).toBe(0);

    const read = (file: string) => readFileSync(join(place.dir, 'print-shop', file), 'utf8');
    expect(JSON.parse(read('package.json'))).toMatchObject({
      name: 'tessera-print-shop',
      private: true,
      tessera: { engines: { tessera: expect.stringMatching(/^\^\d/) } },
      peerDependencies: { '@nestjs/common': expect.stringMatching(/^\^12/) },
      devDependencies: { '@nestjs/common': expect.stringMatching(/^12/) },
    });
    expect(read('src/print-shop.controller.ts')).toContain('this.prisma.printShopItem.create(');
    expect(read('prisma/schema.prisma')).toContain('@@map("print_shop_items")');
    expect(read('playground/tessera.config.json')).toContain('"tessera-print-shop"');
    expect(read('.github/workflows/ci.yml')).toContain('pnpm verify');
    const unfilled = filesOf('print-shop').filter((file) => /\{\{\w+\}\}/.test(file + read(file)));
    expect(unfilled).toEqual([]);
  });

  it('says that it lies in a workspace, which has to know of it', async () => {
    writeFileSync(join(place.dir, 'package.json'), '{ "workspaces": ["apps/*"] }');
    expect(await create('apps/shop', '--no-install')).toBe(0);
    expect(said).toContain(`workspace ${place.dir}`);
  });

  it.each([
    ['a folder in use', ['taken'], /something at .*taken already/],
    ['a name that npm does not take', ['My Shop'], /"My Shop" does not fit/],
    ['no name where no person can be asked', [], /Name the folder/],
    ['two names', ['a', 'b'], /One name at a time/],
    ['an option it does not know', ['shop', '--templat', 'x'], /--templat/],
    ['another package manager', ['shop', '--package-manager', 'bun'], /"bun" is not one of/],
    ['a tarball that is not there', ['shop', '--tessera', 'none.tgz'], /no tarball at/],
    ['a folder that is no component', ['shop', '--from-folder', 'taken'], /is no component/],
    ['a component with a name of none', ['my_crm', '--component'], /"my_crm" cannot be the name/],
    ['a component from a folder', ['crm', '--component', '--from-folder', 'taken'], /take one of them/],
  ])('refuses %s, and writes nothing', async (_what, args, sentence) => {
    const before = readdirSync(place.dir);
    expect(await create(...args)).toBe(2);
    expect(said).toMatch(sentence);
    expect(readdirSync(place.dir)).toEqual(before);
  });
});

describe('isNewer', () => {
  it.each([
    ['0.2.1', '0.2.0', true],
    ['0.10.0', '0.9.9', true],
    ['0.2.0', '0.2.0', false],
    ['0.1.9', '0.2.0', false],
    ['', '0.2.0', false],
  ])('compares %s with %s', (version, than, expected) => {
    expect(isNewer(version, than)).toBe(expected);
  });
});
