import { describe, expect, it } from '@jest/globals';
import { namedFiles } from '../../../../../build/use-cases/verify/named-files.ts';

const named = (packageJson: object) =>
  Object.fromEntries(namedFiles(packageJson).map(({ field, file }) => [field, file]));

describe('namedFiles', () => {
  it('finds every file that a package.json speaks of, with the field that does', () => {
    const found = named({
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' }, './all/*': './dist/*.js' },
      main: 'dist/index.js',
      types: 'dist/index.d.ts',
      bin: { crm: './bin/crm.js' },
      tessera: { module: 'dist/crm.module.js' },
    });

    expect(found).toEqual({
      'exports["."]["types"]': 'dist/index.d.ts',
      'exports["."]["default"]': 'dist/index.js',
      main: 'dist/index.js',
      types: 'dist/index.d.ts',
      'bin["crm"]': 'bin/crm.js',
      'tessera.module': 'dist/crm.module.js',
    });
  });

  it('finds none where none is named', () => {
    expect(named({ exports: { '.': null } })).toEqual({});
    expect(named({})).toEqual({});
  });
});
