import { describe, expect, it } from '@jest/globals';
import {
  compareEnvironment as compare,
  type Settings,
} from '../../../../../build/shells/dev/follow-environment.ts';

const usual = { envFile: '.env', databaseUrlFrom: 'DATABASE_URL' };
const compareEnvironment = (one: Settings, other: Settings, names = usual) => compare(one, other, names);

describe('compareEnvironment', () => {
  const before = { DATABASE_URL: 'a', GREETING: 'hello' };

  it('names what came, changed and went, and no value', () => {
    expect(compareEnvironment({ ...before, GONE: 'x' }, { ...before, GREETING: 'bye', NEW: 'y' })).toEqual({
      kind: 'restart',
      settings: { ...before, GREETING: 'bye', NEW: 'y' },
      reason: '.env changed GONE, GREETING, NEW',
    });
  });

  it('restarts nothing for what the dev server itself was started with', () => {
    expect(compareEnvironment(before, { ...before, DATABASE_URL: 'b' })).toEqual({
      kind: 'kept',
      reason: 'DATABASE_URL of .env is read when `npm run dev` starts: start it again',
    });
  });

  it('restarts for the others, and says what they leave undone', () => {
    const { kind, reason } = compareEnvironment(before, { PORT: '1' });
    expect(kind).toBe('restart');
    expect(reason).toBe(
      '.env changed GREETING; DATABASE_URL and PORT of .env are read when `npm run dev` starts: start it again',
    );
  });

  it('calls file and database by the names of the settings', () => {
    const names = { envFile: '../../shop.env', databaseUrlFrom: 'POSTGRES_URL' };
    const old = { DATABASE_URL: 'a', POSTGRES_URL: 'a', GREETING: 'hello' };
    const moved = { DATABASE_URL: 'b', POSTGRES_URL: 'b', GREETING: 'hello' };
    expect(compareEnvironment(old, moved, names)).toEqual({
      kind: 'kept',
      reason: 'POSTGRES_URL of ../../shop.env is read when `npm run dev` starts: start it again',
    });
    expect(compareEnvironment(old, { ...old, GREETING: 'bye' }, names)).toMatchObject({
      reason: '../../shop.env changed GREETING',
    });
  });

  it('says that a save gives nothing new', () => {
    expect(compareEnvironment(before, before)).toEqual({
      kind: 'kept',
      reason: '.env gives nothing that was not set before',
    });
  });
});
