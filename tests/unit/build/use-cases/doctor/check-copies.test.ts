import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkCopies } from '../../../../../build/use-cases/doctor/check-copies.ts';
import { checkLines } from '../../../../../build/use-cases/doctor/check-lines.ts';
import { createTempProject, type TempProject } from '../../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    'package.json': JSON.stringify({ dependencies: { '@nestjs/core': '12.5.1', helper: '1.0.0' } }),
  });
  install('node_modules/@nestjs/core', '12.5.1');
});
afterEach(() => {
  project.dispose();
});
const install = (folder: string, version: string, more: object = {}) => {
  project.write(`${folder}/package.json`, JSON.stringify({ version, ...more }));
};
const patient = () => ({ projectDir: project.dir, env: {} });
const copies = (...components: string[]) => checkCopies(components)(patient());

describe('copies of a package', () => {
  it('are one where everything that asks for it reaches the same folder', async () => {
    install('node_modules/helper', '1.0.0', { peerDependencies: { '@nestjs/core': '12' } });
    install('node_modules/unrelated/node_modules/@nestjs/core', '11.0.0');

    expect(await copies()).toEqual([{ check: 'copies', status: 'ok', message: 'one copy of @nestjs/core' }]);
  });

  it('name the dependency that brought the second one', async () => {
    install('node_modules/helper', '1.0.0', { dependencies: { '@nestjs/core': '11' } });
    install('node_modules/helper/node_modules/@nestjs/core', '11.0.0');

    expect(await copies()).toEqual([
      {
        check: 'copies',
        status: 'error',
        message:
          'There is a second @nestjs/core, 11.0.0 (node_modules/helper/node_modules/@nestjs/core), brought by helper; the project uses 12.5.1 (node_modules/@nestjs/core).',
        mend: 'npm dedupe @nestjs/core',
      },
    ]);
  });

  it('of a linked component are those of its real folder, and belong among its peers', async () => {
    const crm = { dependencies: { '@nestjs/core': '12', zod: '4' } };
    install('store/crm', '1.0.0', crm);
    install('store/crm/node_modules/@nestjs/core', '12.5.1');
    install('store/crm/node_modules/zod', '4.0.0');
    install('node_modules/zod', '4.6.7');
    symlinkSync(join(project.dir, 'store/crm'), join(project.dir, 'node_modules/crm'));
    project.write('pnpm-lock.yaml', '');

    expect(await copies('crm')).toMatchObject([
      {
        status: 'error',
        mend: 'set "overrides" of pnpm to "@nestjs/core": "12.5.1", then: pnpm install; in crm, move it to peerDependencies',
      },
      {
        status: 'warning',
        message: expect.stringContaining('a second zod, 4.0.0 (store/crm/node_modules/zod)'),
      },
    ]);
  });

  it('are one where pnpm links everything to its store', async () => {
    project.remove('node_modules/@nestjs/core');
    const store = 'node_modules/.pnpm/@nestjs+core@12.5.1/node_modules/@nestjs/core';
    const helper = 'node_modules/.pnpm/helper@1.0.0/node_modules';
    install(store, '12.5.1');
    install(`${helper}/helper`, '1.0.0', { peerDependencies: { '@nestjs/core': '12' } });
    project.write(`${helper}/@nestjs/.keep`, '');
    project.write('node_modules/@nestjs/.keep', '');
    for (const place of ['node_modules', helper]) {
      symlinkSync(join(project.dir, store), join(project.dir, place, '@nestjs/core'));
    }
    symlinkSync(join(project.dir, helper, 'helper'), join(project.dir, 'node_modules/helper'));

    expect(await copies()).toMatchObject([{ status: 'ok' }]);
  });
});

describe('lines of packages', () => {
  it('other than ours are errors with what to install', async () => {
    install('node_modules/@nestjs/common', '11.1.0');
    install('node_modules/typescript', '7.0.2');

    expect(await checkLines(patient())).toMatchObject([
      {
        message: '@nestjs/common 11.1.0 installed: Tessera is made for Nest 12.',
        mend: expect.stringContaining('@12'),
      },
      {
        message: expect.stringContaining('typescript 7.0.2'),
        mend: 'npm install --save-dev --save-exact typescript@6',
      },
    ]);
  });

  it('that are ours, or not installed, are not mentioned', async () => {
    expect(await checkLines(patient())).toEqual([]);
  });
});
