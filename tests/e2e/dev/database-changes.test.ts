import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database-proxy.ts';
import { startDevServer, type DevServer } from '../../support/dev-server.ts';
import { untilAnswer } from '../../support/running-command.ts';
import { Facts, hello, helloFile, helloFiles, helloSchema } from './hello-component.ts';

jest.setTimeout(120_000);

const rows = "@Get('rows') rows() { return this.prisma.hello.findMany(); }";
const create = `@Get('create') create() { return this.prisma.$executeRawUnsafe('CREATE TABLE "Hello" (id int, note text)'); }`;
const withRoutes = (answer: string): string =>
  hello(answer).replace("  @Get('facts')", `  ${rows}\n  ${create}\n  @Get('facts')`);
const schema = (fields: string): string => `model Hello {\n  id Int @id\n  note String?\n${fields}}\n`;

/** One running dev server on a database behind a proxy; every test leaves it serving. */
describe('saves and the database while npm run dev runs', () => {
  let server: DevServer;
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  const facts = async () => Facts.parse(await server.json('/hello/facts'));
  const save = (content: string): number => server.save(helloFile, content);

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await startDatabaseProxy(database.url);
    server = await startDevServer({
      args: ['--no-types'],
      files: helloFiles('first'),
      env: { DATABASE_URL: proxy.url, DATABASE_POOL_IDLE_TIMEOUT: '3600' },
    });
  });
  afterAll(async () => {
    await server.stop();
    await proxy.close();
    await database.drop();
  });

  it('follows a schema: new client, same connections, and words about what the database lacks', async () => {
    const { pid, backends } = await facts();
    const mark = server.save(helloSchema, schema(''));
    save(withRoutes('schema'));
    const event = await server.dev.event('swapped', mark);
    expect(event.swapped).toContain('client');
    expect(event.kept).toContain('pool');
    expect(event.kept).not.toContain('client');
    expect(await server.dev.event('composed', mark)).toMatchObject({ generated: true });
    // The two files may have been two builds.
    await untilAnswer(server.url('/hello'), (_, body) => body === 'schema');
    const after = await facts();
    expect(after.pid).toBe(pid);
    // A pool drops a connection whose query failed, so this has to be asked now, and not of all of them.
    expect(backends.filter((backend) => after.backends.includes(backend))).not.toEqual([]);
    const behind = await server.dev.event('database-behind', mark);
    expect(behind).toMatchObject({ components: ['hello'], missing: ['table "Hello" is missing'] });
    const refused = await fetch(server.url('/hello/rows'));
    expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining(behind.command)]);
    expect(await server.text('/health/ready')).toMatch(
      /"component:hello":\{"message":"table \\"Hello\\" is missing/,
    );
    await server.text('/hello/create');
    expect(await server.json('/hello/rows')).toEqual([]);
    // No file was saved: `prisma migrate deploy` in another terminal is noticed, too.
    await server.dev.event('database-behind', mark, ({ missing }) => missing.length === 0);
    expect(await server.text('/health/ready')).toContain('"status":"ok"');

    const later = server.save(helloSchema, schema('  mood Int?\n'));
    const again = await server.dev.event('database-behind', later, ({ missing }) => missing.length > 0);
    expect(again.missing).toEqual(['column "mood" of table "Hello" is missing']);
    expect((await fetch(server.url('/hello/rows'))).status).toBe(503);
    server.project.write(helloSchema, schema(''));
    await untilAnswer(server.url('/hello/rows'), (status) => status === 200);
  });

  it('evaluates what imports the client once for a schema: with the types, not before the new field answers', async () => {
    const counting =
      'const seen = globalThis as { evaluations?: number };\nseen.evaluations = (seen.evaluations ?? 0) + 1;\n';
    const routes = `@Get('evaluations') evaluations() { return seen.evaluations; }
  @Get('sighs') sighs() { return this.prisma.hello.count({ where: { sighs: null } } as object); }
  @Get('alter') alter() { return this.prisma.$executeRawUnsafe('ALTER TABLE "Hello" ADD sighs int'); }`;
    const withCount = (answer: string): string =>
      hello(answer, '', counting).replace("  @Get('facts')", `  ${routes}\n  @Get('facts')`);
    await server.swapTo('/hello', 'counting', save(withCount('counting')));
    await server.text('/hello/alter');
    const before = Number(await server.text('/hello/evaluations'));
    expect((await fetch(server.url('/hello/sighs'))).status).not.toBe(200);

    const mark = server.save(helloSchema, schema('  sighs Int?\n'));
    await server.dev.event('composed', mark, ({ runtimeOnly }) => runtimeOnly === true);
    await untilAnswer(server.url('/hello/sighs'), (status, body) => status === 200 && body === '0');
    await untilAnswer(server.url('/hello/evaluations'), (_, body) => body === String(before + 1));
    await server.swapTo('/hello', 'counted', save(withCount('counted')));
    expect(await server.json('/hello/evaluations')).toBe(before + 2);
    expect(await server.json('/hello/sighs')).toBe(0);
  });

  it('swaps saves in behind a database that is 200 ms away, one after the other and overlapping', async () => {
    const { pid } = await facts();
    proxy.delay(200);
    await server.swapTo('/hello', 'far', save(withRoutes('far')));
    // Each of these comes while the one before waits for the database.
    for (const answer of ['one', 'two', 'three']) {
      await server.dev.event('swap-started', save(withRoutes(answer)));
    }
    await untilAnswer(server.url('/hello'), (_, body) => body === 'three');
    expect(await server.json('/hello/rows')).toEqual([]);
    proxy.delay(0);
    const after = await facts();
    expect(after.pid).toBe(pid);
  });

  it('swaps a save in while the database restarts, and has its data again afterwards', async () => {
    const { pid } = await facts();
    proxy.delay(100);
    const mark = save(withRoutes('during the restart'));
    await server.dev.event('swap-started', mark);
    proxy.takeDown();
    await server.swapTo('/hello', 'during the restart', mark);
    expect((await fetch(server.url('/health/ready'))).status).toBe(503);
    proxy.bringUp();
    proxy.delay(0);
    await untilAnswer(server.url('/hello/rows'), (status, body) => status === 200 && body === '[]');
    await untilAnswer(server.url('/health/ready'), (status) => status === 200);
    const event = await server.swapTo('/hello', 'after it', save(withRoutes('after it')));
    expect(event.kept).toEqual(expect.arrayContaining(['client', 'pool']));
    expect(await facts()).toMatchObject({ pid });
  });

  it('has answered everybody until now', () => {
    expect(server.look().failed).toEqual([]);
  });
});
