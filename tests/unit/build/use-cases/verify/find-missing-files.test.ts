import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { create } from 'tar';
import { findMissingFiles } from '../../../../../build/use-cases/verify/find-missing-files.ts';
import { createTempProject, type TempProject } from '../../../../support/temp-project.ts';

const component = {
  name: 'crm',
  path: '..',
  package: 'tessera-crm',
  version: '0.1.0',
  description: '',
  requires: [],
  optional: false,
  schemas: [],
};

let place: TempProject;
beforeEach(() => {
  place = createTempProject({
    'package/package.json': JSON.stringify({
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    }),
    'package/dist/index.js': '',
  });
});
afterEach(() => {
  place.dispose();
});

it('names a file that package.json speaks of and that is not in the tarball', async () => {
  const tarball = join(place.dir, 'crm.tgz');
  await create({ file: tarball, cwd: place.dir, gzip: true }, ['package']);
  const packed = { component, package: 'tessera-crm', tarball, folder: join(place.dir, 'package') };

  expect(await findMissingFiles(packed, '../package.json')).toMatchObject([
    {
      code: 'VERIFY.MISSING_FILE',
      message: expect.stringContaining('"dist/index.d.ts", which exports["."]["types"] names'),
      location: { file: '../package.json' },
    },
  ]);

  place.write('package/dist/index.d.ts', '');
  await create({ file: tarball, cwd: place.dir, gzip: true }, ['package']);
  expect(await findMissingFiles(packed, '../package.json')).toEqual([]);
});
