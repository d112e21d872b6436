import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keepConnections } from '../../support/kept-connections.ts';
import { createPlainEngine, type PlainEngine } from './plain-engine.ts';
import { engine, freshUrl, query, repository, run, serverUrl } from './prisma-project.ts';

interface Reply {
  readonly id: number | null;
  readonly result?: unknown;
  readonly error?: {
    readonly data?: { readonly message: string; readonly error_code?: string; readonly is_panic: boolean };
  };
}

const ErrorTexts = z.record(z.string(), z.string());
const LogLine = z.object({
  level: z.string(),
  target: z.string(),
  fields: z.record(z.string(), z.unknown()),
});

async function recordedErrors(): Promise<Record<string, string>> {
  return ErrorTexts.parse(
    JSON.parse(await readFile(join(repository, 'tests/fixtures/native-engine/errors.json'), 'utf8')),
  );
}

/** The engine as the command line holds it: requests on stdin, answers on stdout. */
function startEngine(url: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(engine, ['--datasource', JSON.stringify({ url })], { env: { ...process.env, ...env } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const logs: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => logs.push(line));
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    child,
    logs,
    exited,
    send: (method: string, params: unknown, id = 1) => {
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    },
    reply: async (): Promise<Reply> =>
      z.custom<Reply>().parse(JSON.parse(String((await lines.next()).value))),
  };
}

let plainEngine: PlainEngine;
beforeAll(async () => {
  plainEngine = await createPlainEngine();
});
afterAll(() => {
  plainEngine.remove();
});

/** A sub-command, which ends with its answer. */
async function cli(command: string, url: string) {
  const answer = await run(
    plainEngine.path,
    ['--datasource', JSON.stringify({ url }), 'cli', command],
    repository,
    {
      RUST_LOG: 'info',
    },
  );
  const [first = '', ...rest] = answer.stderr.trim().split('\n');
  const lines = rest.map((line) => LogLine.parse(JSON.parse(line)));
  return { code: answer.code, first, last: lines.at(-1) };
}

describe('the engine process', () => {
  let url: string;
  beforeEach(() => {
    url = freshUrl();
  });
  afterEach(async () => {
    await query(serverUrl(), `DROP DATABASE IF EXISTS "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
  });

  it('finds, creates and drops a database', async () => {
    expect(await cli('can-connect-to-database', url)).toMatchObject({
      code: 1,
      last: {
        level: 'ERROR',
        target: 'schema_engine::logger',
        fields: { error_code: 'P1003', is_panic: false },
      },
    });
    expect(await cli('create-database', `${url}?schema=shop`)).toMatchObject({ code: 0 });
    expect(await query(url, "SELECT nspname FROM pg_namespace WHERE nspname = 'shop'")).toHaveLength(1);
    expect(await cli('create-database', url)).toMatchObject({
      code: 1,
      last: { fields: { error_code: 'P1009' } },
    });
    expect(await cli('can-connect-to-database', url)).toMatchObject({ code: 0 });
    expect(await cli('drop-database', url)).toMatchObject({ code: 0 });
    expect(await cli('can-connect-to-database', url)).toMatchObject({ code: 1 });
  });

  it('names connection failures in the words of Prisma 7.10', async () => {
    const words = await recordedErrors();
    const wrong = new URL(serverUrl());
    wrong.username = 'nobody';
    wrong.password = 'p%40ss%2Fword';
    const cases = {
      P1000: wrong.href,
      P1001: 'postgresql://me@127.0.0.1:1/x',
      P1003: Object.assign(new URL(serverUrl()), { pathname: '/not_there' }).href,
    };
    for (const [code, target] of Object.entries(cases)) {
      const { last } = await cli('can-connect-to-database', target);
      expect(last?.fields).toMatchObject({ error_code: code, message: words[code] });
    }
  });

  it('answers requests without parameters, unknown methods and broken lines', async () => {
    const process = startEngine(serverUrl());
    process.send('getDatabaseVersion', undefined);
    expect(await process.reply()).toMatchObject({ id: 1, result: expect.stringContaining('PostgreSQL 18') });
    process.send('listMigrationDirectories', {}, 2);
    expect(await process.reply()).toMatchObject({ id: 2, error: { code: -32_601 } });
    process.child.stdin.write('{ no json\n');
    expect(await process.reply()).toMatchObject({ id: null, error: { code: -32_700 } });
    process.child.stdin.end();
    expect(await process.exited).toBe(0);
  });

  it('prints a comparison through the command line and goes on when it is acknowledged', async () => {
    const process = startEngine(serverUrl());
    const content = 'datasource db {\n  provider = "postgresql"\n}\n\nmodel A {\n  id Int @id\n}\n';
    process.send('diff', {
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: '/a.prisma', content }] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    const print = await process.reply();
    expect(print).toMatchObject({
      method: 'print',
      params: { content: expect.stringContaining('CREATE TABLE "A"') },
    });
    process.child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: print.id, result: {} })}\n`);
    expect(await process.reply()).toMatchObject({ id: 1, result: { exitCode: 2 } });
    process.child.stdin.end();
    expect(await process.exited).toBe(0);
  });

  it('ends with 101 and the message after a panic', async () => {
    const process = startEngine(serverUrl());
    process.send('debugPanic', undefined);
    expect(await process.exited).toBe(101);
    expect(process.logs.join('\n')).toContain('This is the debugPanic artificial panic');
  });

  it('says that a migration was interrupted when the server closed the connection', async () => {
    await cli('create-database', url);
    const process = startEngine(url);
    const request = {
      migrationsList: {
        baseDir: '/',
        lockfile: { path: 'l', content: null },
        shadowDbInitScript: '',
        migrationDirectories: [],
      },
      filters: { externalTables: [], externalEnums: [] },
    };
    process.send('applyMigrations', request);
    expect(await process.reply()).toMatchObject({ result: { appliedMigrationNames: [] } });
    const name = new URL(url).pathname.slice(1);
    const sleeping = `SELECT pid FROM pg_stat_activity WHERE datname = '${name}' AND query LIKE '%pg_sleep%' AND state = 'active'`;
    const sql = 'SELECT pg_sleep(600)';
    const migration = { path: 'slow', migrationFile: { path: 'm', content: { tag: 'ok', value: sql } } };
    process.send('applyMigrations', {
      ...request,
      migrationsList: { ...request.migrationsList, migrationDirectories: [migration] },
    });
    const print = await process.reply();
    process.child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: print.id, result: {} })}\n`);
    const look = keepConnections(serverUrl());
    while ((await look.query(sleeping)).length === 0);
    await look.close();
    await query(serverUrl(), `SELECT pg_terminate_backend(pid) FROM (${sleeping}) AS sleeping`);
    expect(await process.reply()).toMatchObject({
      error: {
        data: {
          error_code: 'P3018',
          is_panic: false,
          message: expect.stringContaining('`slow` was interrupted. Run the command again'),
        },
      },
    });
    process.child.stdin.end();
    expect(await process.exited).toBe(0);
  });

  it('leaves no statement and no connection behind when it is told to stop', async () => {
    await cli('create-database', url);
    const process = startEngine(`${url}?application_name=stopped`);
    const content = { tag: 'ok', value: 'SELECT pg_sleep(600)' };
    process.send('applyMigrations', {
      migrationsList: {
        baseDir: '/',
        lockfile: { path: 'l', content: null },
        shadowDbInitScript: '',
        migrationDirectories: [{ path: 'slow', migrationFile: { path: 'm', content } }],
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    const print = await process.reply();
    process.child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: print.id, result: {} })}\n`);
    const ours = "SELECT pid FROM pg_stat_activity WHERE application_name = 'stopped'";
    const look = keepConnections(url);
    try {
      while ((await look.query(`${ours} AND query LIKE '%pg_sleep%' AND state = 'active'`)).length === 0);
      process.child.kill('SIGTERM');
      expect(await process.exited).toBe(0);
      while ((await look.query(ours)).length > 0);
      // Of this database: others are migrated at the same time.
      const locks = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      expect(await look.query(locks)).toEqual([]);
    } finally {
      await look.close();
    }
  });
});
