import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../../../../../src/platform/environment/read-environment.ts';
import { StartupError } from '../../../../../src/platform/startup.error.ts';

const DATABASE_URL = 'postgresql://app:s3cret@db.internal:5432/tessera?schema=shop';

function refusal(variables: NodeJS.ProcessEnv): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('It was accepted');
}

describe('readEnvironment', () => {
  it('needs nothing but DATABASE_URL', () => {
    expect(readEnvironment({ DATABASE_URL })).toEqual({
      mode: 'development',
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      logFormat: undefined,
      bodyLimit: '1mb',
      origins: { hosts: ['localhost', '.localhost', '127.0.0.1'], trustedOrigins: [] },
      shutdownDelay: 0,
      shutdownTimeout: 30,
      database: {
        url: DATABASE_URL,
        schema: 'shop',
        place: 'db.internal:5432/tessera',
        connectTimeout: 30,
        poolMax: 10,
        poolTimeout: 10,
        poolIdleTimeout: 30,
        statementTimeout: 30,
        sqlLog: { statements: 'off', slow: 0 },
        ahead: 'refuse',
      },
    });
  });

  it('lets production be called by any name until it is told its own', () => {
    const production = { DATABASE_URL, NODE_ENV: 'production', TRUSTED_ORIGINS: 'https://Admin.example.org' };
    expect(readEnvironment(production).origins).toEqual({
      hosts: undefined,
      trustedOrigins: ['https://admin.example.org'],
    });
    expect(
      readEnvironment({ ...production, ALLOWED_HOSTS: 'Shop.example.org, .example.net' }).origins.hosts,
    ).toEqual(['localhost', '.localhost', '127.0.0.1', 'shop.example.org', '.example.net']);
  });

  it('says in one sentence that DATABASE_URL is missing', () => {
    const sentence =
      'Cannot start: DATABASE_URL is missing: set it to postgresql://USER:PASSWORD@HOST:5432/DATABASE';
    expect(refusal({})).toBe(sentence);
    expect(refusal({ DATABASE_URL: '', NODE_ENV: 'production' })).toBe(sentence);
  });

  it('names everything that is wrong at once', () => {
    const message = refusal({
      DATABASE_URL: 'mysql://app:s3cret@db/tessera',
      PORT: '70000',
      NODE_ENV: 'prod',
      BODY_LIMIT: 'much',
      DATABASE_POOL_MAX: '0',
      ALLOWED_HOSTS: 'https://shop.example.org',
      TRUSTED_ORIGINS: 'admin.example.org',
    });
    const lines = message.split('\n');
    expect(lines[0]).toBe('Cannot start, the environment is wrong:');
    expect(lines.slice(1).map((line) => line.trim().split(' ')[1])).toEqual([
      'NODE_ENV',
      'PORT',
      'BODY_LIMIT',
      'ALLOWED_HOSTS',
      'TRUSTED_ORIGINS',
      'DATABASE_URL',
      'DATABASE_POOL_MAX',
    ]);
  });

  it.each([
    ['mysql://app:s3cret@db/tessera', 'must start with postgresql://, not mysql://'],
    ['postgresql://app:s3cret@db', 'names no database'],
    ['postgresql://app:s3cret@/tessera', 'is not a URL'],
    ['app:s3cret@db/tessera', 'must start with postgresql://'],
    ['s3cret', 'is not a URL'],
    ['postgresql://app:s3c/ret#@db:port/x', 'is not a URL'],
  ])('refuses %p without repeating a password', (url, reason) => {
    const message = refusal({ DATABASE_URL: url });
    expect(message).toContain(`DATABASE_URL ${reason}`);
    expect(message).not.toContain('s3c');
  });

  it('takes a socket folder as host', () => {
    const url = 'postgresql://app@localhost/tessera?host=/var/run/postgresql';
    expect(readEnvironment({ DATABASE_URL: url }).database.place).toBe('/var/run/postgresql/tessera');
  });
});
