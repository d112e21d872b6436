import { describe, expect, it } from '@jest/globals';
import { readPackageManifest } from '../../../../../build/pipeline/discover/packages/read-package-manifest.ts';
import { readManifest } from '../../../../../build/pipeline/discover/read-manifest.ts';

const list = '"extensions": ["unaccent",\n  "pg_trgm"]';

describe('extensions of a component', () => {
  it('have their places in component.json', () => {
    const { manifest, diagnostics } = readManifest('component.json', 'search', `{ ${list} }`);
    expect(diagnostics).toEqual([]);
    expect(manifest.extensions).toEqual([
      { name: 'unaccent', location: { file: 'component.json', line: 1, column: 18, length: 10 } },
      { name: 'pg_trgm', location: { file: 'component.json', line: 2, column: 3, length: 9 } },
    ]);
  });

  it('have their places in the package.json of a package', () => {
    const text = `{ "name": "search", "version": "1.0.0", "tessera": {\n${list} } }`;
    const read = readPackageManifest('package.json', 'search', text);
    expect(read?.manifest.extensions).toMatchObject([
      { name: 'unaccent', location: { file: 'package.json', line: 2, column: 16 } },
      { name: 'pg_trgm', location: { file: 'package.json', line: 3, column: 3 } },
    ]);
  });

  it('are refused, each at its place, when they are no names', () => {
    const text = '{ "extensions": ["unaccent", "x; DROP", 7] }';
    const { manifest, diagnostics } = readManifest('component.json', 'search', text);
    expect(manifest.isDamaged).toBe(true);
    expect(diagnostics.map(({ code, location }) => [code, location?.line, location?.column])).toEqual([
      ['MANIFEST.INVALID', 1, 30],
      ['MANIFEST.INVALID', 1, 41],
    ]);
  });
});
