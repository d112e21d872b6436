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

describe('the platform of a component', () => {
  it('is a range with its place, in component.json and in package.json', () => {
    const { manifest } = readManifest('component.json', 'crm', '{\n  "engines": { "tessera": "^0.2.0" } }');
    expect(manifest.engine).toEqual({
      range: '^0.2.0',
      location: { file: 'component.json', line: 2, column: 27, length: 8 },
    });
    const text = '{ "name": "crm", "version": "1.0.0", "tessera": {\n"engines": { "tessera": "0.x" } } }';
    expect(readPackageManifest('package.json', 'crm', text)?.manifest.engine).toMatchObject({
      range: '0.x',
      location: { file: 'package.json', line: 2, column: 25 },
    });
  });

  it.each([
    ['{ "engines": { "tessera": "newest" } }', 27, 'must be a version range such as ^1.0.0'],
    ['{ "engines": { "tesera": "^1.0.0", "tessera": "*" } }', 16, 'no setting "engines.tesera"'],
    ['{ "engines": "^1.0.0" }', 14, '"engines": Invalid input'],
  ])('is refused at its place: %s', (text, column, words) => {
    const { manifest, diagnostics } = readManifest('component.json', 'crm', text);
    expect(manifest.isDamaged).toBe(true);
    expect(diagnostics).toMatchObject([
      { code: 'MANIFEST.INVALID', message: expect.stringContaining(words), location: { line: 1, column } },
    ]);
  });
});

describe('permissions of a component', () => {
  const read = (text: string) => readManifest('component.json', 'print-jobs', text);

  it('have their places, and roles name some or all of them', () => {
    const { manifest, diagnostics } = read(
      '{ "permissions": { "jobs.read": "See jobs",\n"jobs.claim": "Take a job" },\n"roles": { "device": ["jobs.*"], "all": ["*", "jobs.read"] } }',
    );
    expect(diagnostics).toEqual([]);
    expect(manifest.permissions).toMatchObject([
      { name: 'jobs.claim', description: 'Take a job', location: { line: 2, column: 1 } },
      { name: 'jobs.read', location: { line: 1, column: 20 } },
    ]);
    expect(manifest.roles).toEqual([
      { name: 'all', permissions: ['*', 'jobs.read'] },
      { name: 'device', permissions: ['jobs.*'] },
    ]);
  });

  it.each([
    ['{ "permissions": { "Jobs": "x" } }', 1, 20, 'kebab-case'],
    ['{ "permissions": { "jobs.*": "x" } }', 1, 20, 'kebab-case'],
    ['{ "permissions": { "print-jobs:read": "x" } }', 1, 20, 'kebab-case'],
    ['{ "permissions": { "jobs": "" } }', 1, 28, 'must say'],
    ['{ "permissions": { "jobs.claim": "x" },\n"roles": { "device": ["jobs.clam"] } }', 2, 23, 'jobs.clam'],
    ['{ "permissions": { "jobs.claim": "x" },\n"roles": { "device": ["users.*"] } }', 2, 23, 'users.*'],
    ['{ "roles": { "all": ["*"] } }', 1, 22, 'declares no such permission'],
    ['{ "roles": { "All": [] } }', 1, 14, 'kebab-case'],
  ])('are refused at their place: %s', (text, line, column, says) => {
    const { manifest, diagnostics } = read(text);
    expect(manifest.isDamaged).toBe(true);
    expect(diagnostics).toMatchObject([
      { code: 'MANIFEST.INVALID', message: expect.stringContaining(says), location: { line, column } },
    ]);
  });

  it('are the same in the package.json of a package', () => {
    const text =
      '{ "name": "jobs", "version": "1.0.0", "tessera": { "permissions": { "read": "x" }, "roles": { "a": ["reed"] } } }';
    expect(readPackageManifest('package.json', 'jobs', text)?.diagnostics).toMatchObject([
      { code: 'MANIFEST.INVALID', hint: 'Write "read".', location: { line: 1, column: 101 } },
    ]);
  });
});
