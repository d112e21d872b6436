import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { emptyDatabase } from '../../support/empty-database.ts';
import { freePort } from '../../support/free-port.ts';
import { createProjectCopy, type ProjectCopy } from '../../support/project-copy.ts';
import { runCommand, untilAnswer } from '../../support/running-command.ts';
import { createProductionFolder } from './production-folder.ts';

jest.setTimeout(180_000);

/** Imports the client as Prisma's documents do, and needs it while it is evaluated. */
const catalog = `import { Controller, Get, Module } from '@nestjs/common'; import { Public } from '@/platform';
import { DemoPostStatus, Prisma } from '@prisma/client';
const statuses = Object.values(DemoPostStatus);
@Public() @Controller('catalog')
class CatalogController {
  @Get() list() {
    return { statuses, posts: Prisma.ModelName.DemoPost };
  }
}
@Module({ controllers: [CatalogController] })
export class CatalogModule {}
`;

/** A database as an operator provides it: there, and empty. */
async function createEmptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const client = new Client(database.url);
  await client.connect();
  await client.query(emptyDatabase);
  await client.end();
  return database;
}

describe('npm run build && npm start', () => {
  let project: ProjectCopy;
  let production: ReturnType<typeof createProductionFolder>;
  let database: TestDatabase;
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    runCommand('npm', args, production.dir, { NODE_ENV: 'production', ...env });
  const prisma = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    runCommand(
      process.execPath,
      [production.path('node_modules/prisma/build/index.js'), ...args],
      production.dir,
      env,
    ).exited;

  beforeAll(async () => {
    project = createProjectCopy();
    project.write('src/components/catalog/catalog.module.ts', catalog);
    database = await createEmptyDatabase();
    const build = await runCommand('npm', ['run', 'build'], project.dir, {}).exited;
    expect(build).toMatchObject({ code: 0, output: expect.stringContaining('built dist/main.js') });
    production = createProductionFolder(project.dir);
    // What `npm ci --omit=dev` does at its end, where dist/ is copied later.
    renameSync(production.path('dist'), production.path('later'));
    expect(await run(['run', 'postinstall']).exited).toMatchObject({ code: 0 });
    const tooEarly = await prisma(['migrate', 'deploy'], { DATABASE_URL: database.url });
    renameSync(production.path('later'), production.path('dist'));
    expect(tooEarly).toMatchObject({ code: 1, output: expect.stringContaining('dist/prisma.config.js') });
  });
  afterAll(async () => {
    await database.drop();
    production.remove();
    project.remove();
  });

  it('carries no path of the machine that built it', () => {
    for (const file of ['main.js', 'main.js.map', 'schema-engine.js', 'prisma.config.js']) {
      expect(readFileSync(production.path(`dist/${file}`), 'utf8')).not.toContain(project.dir);
    }
  });

  it('refuses to start without DATABASE_URL, in one sentence', async () => {
    const { code, output } = await run(['run', '-s', 'start'], { PORT: '0' }).exited;
    expect(code).toBe(1);
    expect(output).toContain('DATABASE_URL is missing');
    expect(
      output
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('npm warn')),
    ).toHaveLength(1);
  });

  it('says which variable a migration needs', async () => {
    expect(await prisma(['migrate', 'deploy'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('Set MIGRATION_DATABASE_URL or DATABASE_URL'),
    });
  });

  it('migrates from the same folder, and knows that it did', async () => {
    const env = { DATABASE_URL: database.url };
    const deployed = await prisma(['migrate', 'deploy'], env);
    expect(deployed.output).toContain('All migrations have been successfully applied.');
    const status = await prisma(['migrate', 'status', '--config', 'dist/prisma.config.js'], env);
    expect(status).toMatchObject({ code: 0, output: expect.stringContaining('up to date') });
  });

  it('is guarded the same with the configuration of a checkout', async () => {
    rmSync(production.path('prisma.config.mjs'));
    cpSync('prisma.config.ts', production.path('prisma.config.ts'));
    const env = { DATABASE_URL: database.url, NODE_ENV: 'production' };
    expect((await prisma(['migrate', 'status'], env)).output).toContain('up to date');
    expect(await prisma(['migrate', 'reset', '--force'], env)).toMatchObject({
      code: 1,
      output: expect.stringContaining('"npx prisma migrate reset" can lose data'),
    });
    renameSync(production.path('dist'), production.path('later'));
    const without = await prisma(['migrate', 'status'], env);
    renameSync(production.path('later'), production.path('dist'));
    expect(without).toMatchObject({ code: 1, output: expect.stringContaining('There is neither dist/ nor') });
  });

  it('serves every component, and drains on SIGTERM', async () => {
    const port = await freePort();
    const server = runCommand(process.execPath, ['--enable-source-maps', 'dist/main.js'], production.dir, {
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      PORT: String(port),
      TRUSTED_PROXIES: '127.0.0.1',
      ACCESS_SECRET: 'x'.repeat(32),
    });
    const users = `http://127.0.0.1:${port}/demo/users`;
    const proxied = { 'x-actor': 'ada', 'x-actor-permissions': 'demo:users.read' };
    try {
      const ready = await untilAnswer(`http://127.0.0.1:${port}/health/ready`, (status) => status === 200);
      expect(ready).toContain('"status":"ok"');
      expect(JSON.parse(ready)).toEqual({ status: 'ok' });
      expect((await fetch(users)).status).toBe(401);
      expect((await fetch(`http://127.0.0.1:${port}/docs/json`)).status).toBe(401);
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(401);
      expect((await fetch(users, { headers: proxied })).status).toBe(200);
      const listed = await untilAnswer(`http://127.0.0.1:${port}/catalog`, (status) => status === 200);
      expect(listed).toContain('"statuses":["DRAFT","PUBLISHED","ARCHIVED"],"posts":"DemoPost"');
    } finally {
      server.terminate();
    }
    expect(await server.exited).toMatchObject({ code: 0 });
  });
});
