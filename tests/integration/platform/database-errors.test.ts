import { Public } from '../../../src/platform/index.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Inject, Module, Param } from '@nestjs/common';
import { Client } from 'pg';
import { RootClient } from '../../../src/database/index.ts';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database-proxy.ts';
import { component, type Platform, startPlatform } from './start-platform.ts';

const user = { id: 'u1', email: 'ada@example.org', name: 'Ada' };

/** Holds both connections of the pool until the query of interest has failed. */
async function whileBusy(prisma: RootClient, query: () => Promise<unknown>): Promise<unknown> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const holders = [1, 2].map(() => {
    let held: () => void = () => undefined;
    const holding = new Promise<void>((resolve) => (held = resolve));
    const done = prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1`;
      held();
      await released;
    });
    return { holding, done };
  });
  await Promise.all(holders.map(({ holding }) => holding));
  try {
    return await query();
  } finally {
    release();
    await Promise.all(holders.map(({ done }) => done));
  }
}

/** Waits until so many connections of the application run `pg_sleep`. */
async function untilBackends(url: string, count: number): Promise<void> {
  const admin = new Client(url);
  await admin.connect();
  try {
    const busy = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
      AND application_name = 'tessera' AND state = 'active' AND query LIKE '%pg_sleep(30)%'`;
    while ((await admin.query(busy)).rowCount !== count) await new Promise(setImmediate);
  } finally {
    await admin.end();
  }
}

async function writeConflict(prisma: RootClient): Promise<unknown> {
  return prisma.$transaction(
    async (transaction) => {
      await transaction.demoUser.findMany();
      await prisma.demoUser.update({ where: { id: user.id }, data: { name: 'other' } });
      await transaction.demoUser.update({ where: { id: user.id }, data: { name: 'mine' } });
    },
    { isolationLevel: 'RepeatableRead' },
  );
}

const failures: Record<string, (prisma: RootClient) => Promise<unknown>> = {
  unique: (prisma) => prisma.demoUser.create({ data: { email: user.email, name: 'Eve' } }),
  primaryKey: (prisma) => prisma.demoUser.create({ data: { ...user, email: 'eve@example.org' } }),
  missing: (prisma) => prisma.demoUser.update({ where: { id: 'nobody' }, data: { name: 'x' } }),
  notFound: (prisma) => prisma.demoUser.findUniqueOrThrow({ where: { id: 'nobody' } }),
  reference: (prisma) => prisma.demoPost.create({ data: { title: 'x', authorId: 'nobody' } }),
  referenced: (prisma) => prisma.demoUser.delete({ where: { id: user.id } }),
  validation: (prisma) => prisma.demoUser.findMany({ where: { createdAt: { gt: 'garbage' } } }),
  nulByte: (prisma) => prisma.demoUser.create({ data: { email: 'x\0', name: 'x' } }),
  rawValue: (prisma) => prisma.$queryRaw`SELECT ${'x'}::text::int`,
  rawNull: (prisma) => prisma.$executeRaw`INSERT INTO "DemoUser" (id, email) VALUES ('n', 'n')`,
  rawSyntax: (prisma) => prisma.$queryRaw`SELECT secret FROM nowhere`,
  missingTable: (prisma) =>
    prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`DROP TABLE "DemoPost"`;
      return transaction.demoPost.count();
    }),
  missingColumn: (prisma) =>
    prisma.$transaction(async (transaction) => {
      await transaction.$executeRaw`ALTER TABLE "DemoPost" DROP COLUMN title`;
      return transaction.demoPost.findMany();
    }),
  slow: (prisma) => prisma.$queryRaw`SELECT 1 FROM pg_sleep(30)`,
  // Without the time limit of the others.
  patient: (prisma) =>
    prisma.$transaction(
      async (transaction) => {
        await transaction.$executeRaw`SET LOCAL statement_timeout = 0`;
        await transaction.$queryRaw`SELECT 1 FROM pg_sleep(30)`;
      },
      { timeout: 60_000 },
    ),
  lostInTransaction: (prisma) =>
    prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM pg_sleep(30)`.catch(() => undefined);
      return transaction.demoUser.count();
    }),
  conflict: writeConflict,
  busyQuery: (prisma) => whileBusy(prisma, () => prisma.demoUser.count()),
  busyTransaction: (prisma) =>
    whileBusy(prisma, () =>
      prisma.$transaction((transaction) => transaction.demoUser.count(), { maxWait: 50 }),
    ),
};

@Public()
@Controller('failing')
class FailingController {
  readonly #prisma: RootClient;

  constructor(@Inject(RootClient) prisma: RootClient) {
    this.#prisma = prisma;
  }

  @Get(':how')
  async fail(@Param('how') how: string): Promise<unknown> {
    return failures[how]?.(this.#prisma);
  }
}

@Module({ controllers: [FailingController] })
class FailingModule {}

describe('database errors', () => {
  const database = useTestDatabase();
  let proxy: DatabaseProxy;
  let platform: Platform;

  beforeAll(async () => {
    proxy = await startDatabaseProxy(database.url);
    platform = await startPlatform(proxy.url, [component('failing', FailingModule)], {
      poolMax: 2,
      poolTimeout: 2,
      statementTimeout: 2,
    });
    const prisma = platform.app.get(RootClient);
    await prisma.demoUser.create({ data: { ...user, posts: { create: { title: 'First' } } } });
  });
  afterAll(async () => {
    await platform.app.close();
    await proxy.close();
  });

  it.each<{ how: string; status: number; errors?: unknown }>([
    { how: 'unique', status: 409, errors: [{ path: 'email', message: 'is taken already' }] },
    { how: 'primaryKey', status: 409, errors: [{ path: 'id', message: 'is taken already' }] },
    { how: 'missing', status: 404 },
    { how: 'notFound', status: 404 },
    {
      how: 'reference',
      status: 409,
      errors: [{ path: 'authorId', message: 'must refer to an existing record' }],
    },
    { how: 'referenced', status: 409 },
    { how: 'validation', status: 400 },
    { how: 'nulByte', status: 400 },
    { how: 'rawValue', status: 400 },
    { how: 'rawNull', status: 400 },
    { how: 'rawSyntax', status: 500 },
    { how: 'missingTable', status: 503 },
    { how: 'missingColumn', status: 503 },
    { how: 'slow', status: 503 },
    { how: 'conflict', status: 409 },
    { how: 'busyQuery', status: 503 },
    { how: 'busyTransaction', status: 503 },
  ])('$how is answered with $status', async ({ how, status, errors }) => {
    const { headers, body, ...answer } = await platform.http.get(`/failing/${how}`, {
      'x-request-id': 'r-1',
    });
    expect(answer.status).toBe(status);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toMatchObject({
      type: 'about:blank',
      status,
      instance: `/failing/${how}`,
      requestId: 'r-1',
    });
    expect(body).toHaveProperty('title');
    expect(body).toHaveProperty('detail');
    if (errors === undefined) expect(body).not.toHaveProperty('errors');
    else expect(body).toHaveProperty('errors', errors);
    if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    // Nothing of the statement, the schema or our code.
    expect(JSON.stringify(body)).not.toMatch(/prisma|demo|select|insert|_key|_fkey|\.ts|nowhere|P\d{4}/i);
  });

  it('says how the connections are used, also while none is free', async () => {
    const ready = () => platform.http.get('/health/ready');
    expect(await ready()).toMatchObject({
      status: 200,
      body: { details: { database: { pool: { max: 2, waiting: 0, open: expect.any(Number) } } } },
    });

    const answer = await whileBusy(platform.app.get(RootClient), ready);
    expect(answer).toMatchObject({
      status: 503,
      body: { error: { database: { pool: { max: 2, open: 2 } } } },
    });
  });

  it.each(['patient', 'lostInTransaction'])(
    '%s is answered with 503 when its connection breaks',
    async (how) => {
      const answer = platform.http.get(`/failing/${how}`);
      await untilBackends(database.url, 1);
      proxy.takeDown();
      try {
        const { status, headers } = await answer;
        expect(status).toBe(503);
        expect(headers.get('retry-after')).toBe('5');
        // A connection that is accepted and closed at once, too.
        expect((await platform.http.get('/failing/notFound')).status).toBe(503);
      } finally {
        proxy.bringUp();
      }
    },
  );

  it('ends what a client was waiting for that hangs up, and has its connections back', async () => {
    const clients = Array.from({ length: 6 }, () => new AbortController());
    const origin = await platform.app.getUrl();
    const before = platform.logs().length;
    const answers = clients.map(({ signal }) => fetch(`${origin}/failing/patient`, { signal }));
    await untilBackends(database.url, 2);
    for (const client of clients) client.abort();
    for (const answer of answers) await expect(answer).rejects.toThrow('aborted');
    expect((await platform.http.get('/failing/notFound')).status).toBe(404);
    await untilBackends(database.url, 0);
    expect(platform.logs().slice(before)).not.toContain('"level":"error"');
  });

  it('survives that the database server ends its connections', async () => {
    const admin = new Client(database.url);
    await admin.connect();
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await admin.end();
    // The pool may have to find out first, once per connection.
    const statuses = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      statuses.push((await platform.http.get('/health/ready')).status);
    }
    expect(statuses.at(-1)).toBe(200);
  });
});
