import { describe, expect, it } from '@jest/globals';
import { isLocalHost } from '../../../../../../build/use-cases/migrate/guard/is-local-host.ts';

describe('isLocalHost', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    '127.0.0.1',
    '127.8.8.8',
    '::1',
    '::ffff:127.0.0.1',
    '/run/postgresql',
  ])('%s is this machine', (host) => {
    expect(isLocalHost(host)).toBe(true);
  });

  it.each([
    'db.example.com',
    'localhost.example.com',
    '127.0.0.1.example.com',
    'postgres',
    '10.0.0.1',
    '0.0.0.0',
    '::',
    '2130706433',
    '',
  ])('"%s" is not known to be', (host) => {
    expect(isLocalHost(host)).toBe(false);
  });
});
