import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import { transpileSources, type TranspiledSources } from '../../support/transpile-sources.ts';

const application = 'tests/integration/platform/run-empty-application';
let sources: TranspiledSources;
beforeAll(async () => {
  const rooms = readdirSync('src').filter((name) => name !== 'components');
  sources = await transpileSources('contract', ...rooms.map((room) => `src/${room}`), `${application}.ts`);
});
afterAll(() => {
  sources.remove();
});

/** Starts the platform as a process; with a signal, sends it as soon as the log says ready and `meanwhile` has ended. */
async function run(
  env: Record<string, string>,
  signal?: NodeJS.Signals,
  meanwhile: (url: string) => Promise<unknown> = () => Promise.resolve(),
) {
  const child = spawn(process.execPath, [sources.path(`${application}.js`)], {
    env: { PATH: process.env['PATH'], PORT: '0', DATABASE_CONNECT_TIMEOUT: '0', ...env },
  });
  let out = '';
  let err = '';
  let isReady = false;
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
    const url = /Ready at (?<url>[^"]+)/.exec(out)?.groups?.['url'];
    if (signal === undefined || url === undefined || isReady) return;
    isReady = true;
    void meanwhile(url).finally(() => child.kill(signal));
  });
  const closed: unknown[] = await once(child, 'close');
  return { code: closed[0], out, err };
}

describe('the process', () => {
  const database = useTestDatabase();

  it('refuses to start without DATABASE_URL in one sentence', async () => {
    expect(await run({ NODE_ENV: 'production' })).toEqual({
      code: 1,
      out: '',
      err: 'Cannot start: DATABASE_URL is missing: set it to postgresql://USER:PASSWORD@HOST:5432/DATABASE\n',
    });
  });

  it('says that the database cannot be reached, without the password', async () => {
    const { code, out, err } = await run({ DATABASE_URL: 'postgresql://app:s3cret@127.0.0.1:1/shop' });
    expect(code).toBe(1);
    expect(err).toBe(
      'The database at 127.0.0.1:1/shop could not be reached within 0 s: nobody listens at 127.0.0.1:1\n',
    );
    expect(out).not.toContain('s3cret');
  });

  it('says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const { code, err } = await run({ DATABASE_URL: database.url, PORT: port });
    other.close();
    expect(code).toBe(1);
    expect(err).toBe(
      `Cannot listen on 127.0.0.1:${port}: another program listens there already. Set PORT to a free port or stop the other program.\n`,
    );
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends in order on %s', async (signal) => {
    const { code, out, err } = await run({ DATABASE_URL: database.url }, signal);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('"msg":"Stopped"');
  });

  it('loses no line of its log at the end', async () => {
    const ask = (url: string) => Promise.all(Array.from({ length: 300 }, () => fetch(`${url}/nothing`)));
    const { out } = await run({ DATABASE_URL: database.url }, 'SIGTERM', ask);
    const lines = out.trimEnd().split('\n');
    expect(lines.filter((line) => line.includes('"msg":"request completed"'))).toHaveLength(300);
    expect(lines.at(-1)).toContain('"msg":"Stopped"');
    expect(lines.every((line) => line.startsWith('{') && line.endsWith('}'))).toBe(true);
  });
});
