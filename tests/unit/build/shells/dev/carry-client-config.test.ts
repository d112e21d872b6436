import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { transformSync } from '@swc/core';
import carryClientConfig from '../../../../../build/shells/dev/carry-client-config.js';

const classFile = join(import.meta.dirname, '../../../../../src/generated/prisma/internal/class.ts');

/** What a module makes of its `config` when it is evaluated. */
function configOf(source: string): unknown {
  const script = source.replaceAll(/^import .*$/gm, '').replace(/^config\.compilerWasm[^]*/m, '');
  const { code } = transformSync(script, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    isModule: false,
  });
  return JSON.parse(String(runInNewContext(`${code}\nJSON.stringify(config)`, { readFileSync })));
}

describe('carryClientConfig', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tessera-carried-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const load = (source: string): string =>
    carryClientConfig.call({ getOptions: () => ({ folder }), resourcePath: classFile }, source);
  const source = (): string => readFileSync(classFile, 'utf8');

  it('leaves the module small, and what it evaluates to as it was', () => {
    const loaded = load(source());
    expect(configOf(loaded)).toEqual(configOf(source()));
    expect(loaded.length).toBeLessThan(source().length / 4);
    expect(loaded).toMatch(/globalThis\.tesseraClientConfig = config;$/m);
  });

  it('leaves one byte for each character', () => {
    expect(source()).toMatch(/[^\0-\u00FF]/);
    expect(load(source())).not.toMatch(/[^\0-\u00FF]/);
  });

  it('gives another schema another file, and keeps those of applications that may be started again', () => {
    for (let version = 1; version <= 9; version += 1) {
      load(source().replace('"inlineSchema": "', `"inlineSchema": "// ${version}`));
      // Times of files may be as coarse as seconds.
      for (const [age, name] of readdirSync(folder).entries())
        if (age === 0) utimesSync(join(folder, name), 1, 1);
    }
    const files = readdirSync(folder);
    expect(files).toHaveLength(6);
    load(source());
    expect(readdirSync(folder)).toHaveLength(6);
  });

  it('leaves a module that is laid out otherwise as it is', () => {
    expect(load('export const enums = {};\n')).toBe('export const enums = {};\n');
    expect(readdirSync(folder)).toEqual([]);
  });
});
