import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packageExternals } from '../../../../../build/shells/webpack/package-externals.ts';
import { createTempProject, type TempProject } from '../../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject();
  for (const name of ['@nestjs/common', 'zod', 'lodash']) install(`node_modules/${name}`, name);
});
afterEach(() => {
  project.dispose();
});

function install(folder: string, name: string, fields: Record<string, unknown> = {}): void {
  project.write(`${folder}/package.json`, JSON.stringify({ name, ...fields }));
}

/** Inside the bundle, or as what it stays outside. */
function placeOf(request: string, issuer: string, dependencyType = 'esm'): string {
  const decide = packageExternals(() => ({ projectDir: project.dir, packages: ['@acme/crm'] }));
  let place = 'inside';
  const getResolve = () => (_: string, name: string, done: (error: Error | null) => void) => {
    done(name === 'not-installed' ? new Error('not found') : null);
  };
  const contextInfo = { issuer: join(project.dir, issuer) };
  const data = { request, context: '', contextInfo, dependencyType, getResolve };
  // webpack passes more; this is what is read.
  Reflect.apply(decide, undefined, [
    data,
    (_: unknown, result?: string, type?: string) => {
      if (result !== undefined) place = type ?? '';
    },
  ]);
  return place;
}

describe('packageExternals', () => {
  const crm = 'node_modules/@acme/crm';
  const code = `${crm}/dist/index.js`;

  it('keeps the source, the doors and component packages inside, everything else outside', () => {
    for (const request of [
      './a.ts',
      '@/database',
      'nestjs-tessera/database',
      '@prisma/client',
      '/a/b.js',
      '@acme/crm',
      '@acme/crm/x',
      // webpack looks for it then, and says that it is not there.
      'not-installed',
    ]) {
      expect([request, placeOf(request, 'src/main.ts')]).toEqual([request, 'inside']);
    }
    for (const request of ['zod', '@nestjs/common', '@prisma/client/runtime/client', 'node:fs', 'fs']) {
      expect([request, placeOf(request, 'src/main.ts')]).toEqual([request, 'module-import']);
    }
    expect(placeOf('events', 'src/main.ts', 'commonjs')).toBe('node-commonjs');
  });

  it('takes in what only a package sees, and what that requires in turn', () => {
    install(crm, '@acme/crm', { dependencies: { lodash: '3', 'left-pad': '1' } });
    install(`${crm}/node_modules/lodash`, 'lodash');
    install(`${crm}/node_modules/left-pad`, 'left-pad');
    expect(placeOf('lodash', code)).toBe('inside');
    expect(placeOf('left-pad', `${crm}/node_modules/lodash/index.js`)).toBe('inside');
    expect(placeOf('lodash', 'src/main.ts')).toBe('module-import');
    expect(placeOf('zod', code)).toBe('module-import');
  });

  it("takes in what is in pnpm's store beside the package, unless the project has the same", () => {
    const store = 'node_modules/.pnpm/@acme+crm@1.0.0/node_modules';
    install(`${store}/@acme/crm`, '@acme/crm', { dependencies: { 'left-pad': '1', zod: '4' } });
    install('node_modules/.pnpm/left-pad@1.0.0/node_modules/left-pad', 'left-pad');
    symlinkSync('../../left-pad@1.0.0/node_modules/left-pad', join(project.dir, store, 'left-pad'));
    symlinkSync('../../../zod', join(project.dir, store, 'zod'));
    mkdirSync(join(project.dir, 'node_modules/@acme'), { recursive: true });
    symlinkSync('../.pnpm/@acme+crm@1.0.0/node_modules/@acme/crm', join(project.dir, crm));
    // webpack gives the real path of who imports.
    const issuer = `${store}/@acme/crm/dist/index.js`;
    expect(placeOf('left-pad', issuer)).toBe('inside');
    expect(placeOf('zod', issuer)).toBe('module-import');
  });

  it('has one copy of Nest and of peers, though a workspace has others for its own work', () => {
    install('packages/crm', '@acme/crm', { peerDependencies: { zod: '4' }, devDependencies: { zod: '4' } });
    for (const name of ['zod', '@nestjs/common', 'lodash']) {
      install(`packages/crm/node_modules/${name}`, name);
    }
    const issuer = 'packages/crm/dist/index.js';
    expect(placeOf('zod', issuer)).toBe('module-import');
    expect(placeOf('@nestjs/common', issuer)).toBe('module-import');
    expect(placeOf('lodash', issuer)).toBe('inside');
  });
});
