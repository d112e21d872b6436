import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseConnectionUrl } from '../../../../../build/postgres/connection/connection-options.ts';

const parse = (url: string) => parseConnectionUrl(url, '/base');

describe('parseConnectionUrl', () => {
  it('takes a URL apart and decodes it; there is no connection string left for pg to prefer', () => {
    const options = parse('postgresql://us%40er:p%40ss%2Fw%3A%25%20rd@db.example:6543/my%20db?schema=shop');
    expect(options).toMatchObject({
      host: 'db.example',
      port: 6543,
      user: 'us@er',
      password: 'p@ss/w:% rd',
      database: 'my db',
      schema: 'shop',
    });
    expect(options).not.toHaveProperty('connectionString');
  });

  it('has the defaults of the native engine', () => {
    expect(parse('postgres://me@host')).toMatchObject({
      port: 5432,
      password: undefined,
      database: 'postgres',
      schema: 'public',
      connectTimeout: 5,
      tls: { mode: 'prefer', socket: { rejectUnauthorized: false } },
    });
  });

  it.each([
    ['postgresql://me@localhost/db?host=/run/postgresql', '/run/postgresql'],
    ['postgresql://me@/db?host=/run/postgresql', '/run/postgresql'],
    ['postgresql://me@%2Frun%2Fpostgresql/db', '/run/postgresql'],
    ['postgresql://me@[::1]:5433/db', '::1'],
  ])('finds the host of %s', (url, host) => {
    expect(parse(url)).toMatchObject({ host, user: 'me', database: 'db' });
  });

  it.each([
    ['disable', 'disable', false],
    ['prefer', 'prefer', false],
    ['require', 'require', false],
    ['require&sslaccept=strict', 'require', true],
    ['verify-full', 'require', true],
  ])('understands sslmode=%s', (sslmode, mode, rejectUnauthorized) => {
    expect(parse(`postgresql://me@h/db?sslmode=${sslmode}`).tls).toMatchObject({
      mode,
      socket: { rejectUnauthorized },
    });
  });

  it('reads certificates relative to the project: sslcert is the root, beside a key the client', () => {
    const dir = mkdtempSync(join(tmpdir(), 'tessera-tls-'));
    try {
      for (const name of ['root.pem', 'client.pem', 'client.key']) writeFileSync(join(dir, name), name);
      const read = (query: string) => parseConnectionUrl(`postgresql://me@h/db?${query}`, dir).tls.socket;
      expect(read('sslcert=root.pem')).toMatchObject({ ca: Buffer.from('root.pem') });
      expect(read('sslcert=client.pem&sslkey=client.key&sslrootcert=root.pem')).toMatchObject({
        ca: Buffer.from('root.pem'),
        cert: Buffer.from('client.pem'),
        key: Buffer.from('client.key'),
      });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it.each([
    ['mysql://me:s3cret@h/db', 'must start with the protocol'],
    ['prisma+postgres://h/?api_key=s3cret', "Prisma's hosted service"],
    ['postgresql://me:s3cret@h:port/db', 'percent-encoded'],
    ['postgresql://me:s3cret%@h/db', '%25'],
    ['postgresql://me:s3cret@h/db?sslmode=sometimes', 'sslmode=sometimes'],
    ['postgresql://me:s3cret@h/db?connect_timeout=soon', 'connect_timeout'],
    ['', 'must start with the protocol'],
  ])('refuses %s without showing the password', (url, words) => {
    const refusal = new Error('accepted');
    try {
      parse(url);
      throw refusal;
    } catch (error) {
      expect(error).toMatchObject({ code: 'P1013', message: expect.stringContaining(words) });
      expect(String(error)).not.toContain('s3cret');
    }
  });

  it('names a certificate that cannot be read', () => {
    expect(() => parse('postgresql://me@h/db?sslcert=nowhere.pem')).toThrow(
      /Error opening a TLS connection: `sslcert` could not be read: ENOENT/,
    );
  });
});
