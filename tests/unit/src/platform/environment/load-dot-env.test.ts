import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { loadDotEnv } from '../../../../../src/platform/environment/load-dot-env.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-dot-env-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('adds to the environment what it does not set, with values put in for names', () => {
  writeFileSync(
    join(folder, '.env'),
    'PORT=1\nDB_USER=app\nDATABASE_URL="postgresql://${DB_USER}:${DB_PASSWORD}@db"\n',
  );
  const env = { PORT: '2', DB_PASSWORD: 'a$b' };
  loadDotEnv(folder, env);
  expect(env).toEqual({
    PORT: '2',
    DB_PASSWORD: 'a$b',
    DB_USER: 'app',
    DATABASE_URL: 'postgresql://app:a$b@db',
  });
});

it('does without a file, and says when there is one that cannot be read', () => {
  const env = {};
  loadDotEnv(folder, env);
  expect(env).toEqual({});
  mkdirSync(join(folder, '.env'));
  expect(() => {
    loadDotEnv(folder, env);
  }).toThrow('EISDIR');
});
