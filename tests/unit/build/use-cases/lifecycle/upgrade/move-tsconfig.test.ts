import { describe, expect, it } from '@jest/globals';
import { moveTsconfig } from '../../../../../../build/use-cases/lifecycle/upgrade/move-tsconfig.ts';

const move = (text: string) => moveTsconfig(text, '/shop', '/shop/.tessera/rehearsal');

describe('moveTsconfig', () => {
  it.each([
    ['a file of the project', '"./base.json"', '"../../base.json"'],
    ['a file above it', '"../base.json"', '"../../../base.json"'],
    ['a package', '"nestjs-tessera/tsconfig.json"', '"nestjs-tessera/tsconfig.json"'],
  ])('still extends %s', (_what, before, after) => {
    expect(move(`{ "extends": ${before} }`)).toBe(`{ "extends": ${after} }`);
  });

  it('moves each of several, and keeps comments and what else there is', () => {
    const text = '{\n  // types\n  "extends": ["./a.json", "b"],\n  "include": ["src"],\n}\n';
    const moved = move(text);
    expect(moved).toContain('// types');
    expect(moved).toContain('"include": ["src"]');
    expect(moved.replaceAll(/\s/g, '')).toContain('"extends":["../../a.json","b"]');
  });

  it.each(['{ "include": [] }', 'not JSON'])('leaves %s as it is', (text) => {
    expect(move(text)).toBe(text);
  });
});
