import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Inject, Module } from '@nestjs/common';
import { z } from 'zod';
import { PrismaService, RootClient } from '../../../src/database/index.ts';
import { type SqlLogOptions } from '../../../src/database/sql-log/sql-log.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { createLogger, Public } from '../../../src/platform/index.ts';
import { NestLogger } from '../../../src/platform/logging/nest-logger.ts';
import { component, startPlatform } from '../platform/start-platform.ts';

const secret = 'a-value-of-a-person@example.org';

@Public()
@Controller('people')
class PeopleController {
  readonly #prisma: PrismaService;
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    this.#prisma = prisma;
  }
  @Get()
  async all() {
    await this.#prisma.demoUser.count({ where: { email: secret } });
    await this.#prisma.$transaction([this.#prisma.demoPost.count(), this.#prisma.demoPost.count()]);
    return await this.#prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT pg_sleep(0.06)::text`;
      return await tx.demoUser.count();
    });
  }
  @Get('taken')
  async taken() {
    const data = { email: secret, name: 'x' };
    await this.#prisma.demoUser.create({ data });
    return await this.#prisma.demoUser.create({ data });
  }
}
@Module({ controllers: [PeopleController] })
class PeopleModule {}

const Line = z.object({
  context: z.string().optional(),
  level: z.string(),
  data: z
    .object({
      statement: z.string(),
      duration: z.number(),
      component: z.string().optional(),
      slow: z.boolean().optional(),
      failed: z.string().optional(),
      parameters: z.array(z.unknown()).optional(),
    })
    .optional(),
});

describe('the log of SQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  /** What is logged of SQL while `path` is asked for, and the whole log. */
  async function logged(sqlLog: SqlLogOptions, path = '/people') {
    const access = { views: [], reads: [], writes: [], links: [], system: [], tenants: {}, raw: true };
    const people = component('people', PeopleModule, { models: ['DemoUser', 'DemoPost'], access });
    const platform = await startPlatform(database.url, [people], { sqlLog });
    const out = new PassThrough();
    const chunks: Buffer[] = [];
    out.on('data', (chunk: Buffer) => chunks.push(chunk));
    platform.app.useLogger(new NestLogger(createLogger({ logLevel: 'info', logFormat: 'json' }, out)));
    try {
      await platform.http.get(path);
      await platform.app.get(RootClient).demoUser.deleteMany();
      const text = Buffer.concat(chunks).toString();
      const lines = text
        .trim()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => Line.parse(JSON.parse(line)))
        .flatMap(({ context, level, data }) => (context === 'SQL' && data ? [{ level, ...data }] : []));
      return { lines, text };
    } finally {
      await platform.app.close();
    }
  }

  it('has nothing unless it is asked for', async () => {
    expect((await logged({ statements: 'off', slow: 0 })).lines).toEqual([]);
  });

  it('has each statement with its duration and the component, and no value', async () => {
    const { lines, text } = await logged({ statements: 'on', slow: 0 });
    const own = lines.filter(({ component: asking }) => asking === 'people');
    expect(own.map(({ statement }) => statement)).toEqual([
      expect.stringContaining('"DemoUser"."email" = $1'),
      'BEGIN',
      expect.stringContaining('"DemoPost"'),
      expect.stringContaining('"DemoPost"'),
      'COMMIT',
      'BEGIN',
      'SELECT pg_sleep(0.06)::text',
      expect.stringContaining('"DemoUser"'),
      'COMMIT',
    ]);
    expect(own.find(({ statement }) => statement.includes('pg_sleep'))?.duration).toBeGreaterThan(50);
    const kernels = lines.filter(({ statement }) => statement.startsWith('DELETE'));
    expect(kernels).toMatchObject([{ level: 'info' }]);
    expect(kernels[0]).not.toHaveProperty('component');
    expect(text).not.toContain(secret);
  });

  it('has the values when they are asked for by name', async () => {
    const { lines } = await logged({ statements: 'parameters', slow: 0 });
    expect(lines.find(({ statement }) => statement.includes('"email" = $1'))?.parameters).toContain(secret);
  });

  it('warns of slow statements alone, without values', async () => {
    const { lines, text } = await logged({ statements: 'off', slow: 50 });
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        slow: true,
        component: 'people',
        statement: 'SELECT pg_sleep(0.06)::text',
      }),
    );
    expect(lines.every(({ duration }) => duration >= 50)).toBe(true);
    expect(text).not.toContain(secret);
  });

  it("says of a failure PostgreSQL's code, whose text has values", async () => {
    const { lines, text } = await logged({ statements: 'on', slow: 0 }, '/people/taken');
    expect(lines.flatMap(({ failed }) => failed ?? [])).toEqual(['23505']);
    expect(text).not.toContain(secret);
  });
});
