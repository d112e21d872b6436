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

describe('settings of a component', () => {
  const said = (config: string) =>
    readManifest('component.json', 'crm', `{\n"config": ${config} }`).diagnostics.map(
      ({ code, message, hint, location }) =>
        `${code} ${location?.line}:${location?.column} ${message}${hint ? ` ${hint}` : ''}`,
    );

  it.each([
    '{ "type": "object", "properties": { "port": { "type": "integer", "default": 80 } }, "required": ["port"] }',
    '{ "properties": { "port": { "$ref": "#/$defs/port" }, "all": { "items": { "$ref": "#" } } }, "$defs": { "port": { "minimum": 1, "x-unit": "TCP" } } }',
    '{ "$schema": "http://json-schema.org/draft-07/schema#", "properties": { "type": { "enum": [{ "typo": 1 }], "format": "email" } } }',
    '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "properties": { "a": { "$anchor": "a", "prefixItems": [true] }, "b": { "$ref": "#a" } } }',
  ])('are described by a JSON Schema: %s', (config) => {
    expect(said(config)).toEqual([]);
  });

  it('are refused with every place that is no JSON Schema', () => {
    const problems = said(
      '{ "required": "port",\n"properties": { "port": { "type": "number", "minimum": "1" },\n"host": { "type": "strin" } } }',
    );
    expect(problems).toEqual([
      'MANIFEST.INVALID 3:56 "config.properties.port.minimum" must be number.',
      'MANIFEST.INVALID 4:19 "config.properties.host.type" must be one of: array, boolean, integer, null, number, object, string, or must be array.',
      'MANIFEST.INVALID 2:25 "config.required" must be array.',
    ]);
  });

  it.each([
    [
      '{ "properties": { "port": { "minimun": 1 } } }',
      'MANIFEST.INVALID 2:39 JSON Schema has no keyword "minimun", and would ignore it. Write "minimum".',
    ],
    [
      '{ "properties": { "name": { "pattern": "(" } } }',
      'MANIFEST.INVALID 2:50 "config.properties.name.pattern" is no regular expression.',
    ],
    ['{ "patternProperties": { "[": true } }', 'MANIFEST.INVALID 2:36 "[" is no regular expression.'],
    [
      '{ "type": "array" }',
      'MANIFEST.INVALID 2:21 "config.type" must be "object": settings have names. Describe each setting in "properties".',
    ],
    [
      '{ "properties": { "a": { "$ref": "#/$defs/b" } } }',
      'MANIFEST.INVALID 2:44 "config.properties.a.$ref" refers to "#/$defs/b", which is not in this schema. Put what it means into "$defs" of "config".',
    ],
    [
      '{ "properties": { "a": { "$ref": "other.json#/b" } } }',
      'MANIFEST.INVALID 2:44 "config.properties.a.$ref" refers to "other.json#/b", which is not in this file. Put what it means into "$defs" of "config".',
    ],
  ])('are refused at the place, with what to write: %s', (config, message) => {
    expect(said(config)).toEqual([message]);
  });

  it('are refused in a dialect that is not known, in package.json too', () => {
    const config = '{ "$schema": "http://json-schema.org/draft-04/schema#" }';
    expect(said(config)).toMatchObject([
      expect.stringMatching(/^MANIFEST.INVALID 2:24 "config.\$schema" is no dialect .* Remove it/),
    ]);
    const text = `{ "name": "crm", "version": "1.0.0", "tessera": {\n"config": ${config} } }`;
    expect(readPackageManifest('package.json', 'crm', text)?.diagnostics).toMatchObject([
      { code: 'MANIFEST.INVALID', location: { file: 'package.json', line: 2, column: 24 } },
    ]);
  });
});
