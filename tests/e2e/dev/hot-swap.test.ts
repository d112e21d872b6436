import { readdirSync, readlinkSync } from 'node:fs';
import { Agent, get, type ClientRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { tryPort } from '../../../build/config/port/try-port.ts';
import { startDevServer, type DevServer } from '../../support/dev-server.ts';
import { processesIn, untilAnswer } from '../../support/running-command.ts';
import { freePort } from '../../support/free-port.ts';
import { Facts, hello, helloFile, helloFiles, helloSchema } from './hello-component.ts';
import { metricsFile, noPort, portHolder, registryHolder } from './metrics-component.ts';

jest.setTimeout(120_000);

function responseTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => sent.once('response', resolve).once('error', reject));
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed since it was listed.
    return 'socket:';
  }
}

/** One running dev server; every test leaves it serving. */
describe('a save of code while npm run dev runs', () => {
  let server: DevServer;
  const facts = async () => Facts.parse(await server.json('/hello/facts'));
  const answer = () => server.text('/hello');
  const save = (content: string): number => server.save(helloFile, content);
  const swapTo = (wanted: string, mark: number) => server.swapTo('/hello', wanted, mark);

  beforeAll(async () => {
    server = await startDevServer({
      components: ['demo'],
      files: helloFiles('first'),
      env: {
        TESSERA_LOOP_LIMIT: '2',
        // A slow machine must not look like a pool that was closed.
        DATABASE_POOL_IDLE_TIMEOUT: '3600',
      },
    });
  });
  afterAll(() => server.stop());

  it('answers to names of this machine only, and tells pages of other sites nothing', async () => {
    const ask = async (path: string, headers: Record<string, string>): Promise<number | undefined> => {
      const response = await responseTo(get(server.url(path), { headers, agent: false }));
      response.destroy();
      return response.statusCode;
    };
    const { port } = new URL(server.url('/'));
    for (const path of ['/hello', '/_tessera/overlay.js', '/_tessera/problems']) {
      expect(await ask(path, { host: `rebound.example:${port}` })).toBe(403);
      expect(await ask(path, { host: `localhost:${port}` })).toBe(200);
    }
    expect(await ask('/_tessera/problems', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await ask('/_tessera/problems', { 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  it('swaps it in: same process, same database connections, kept state, one line that says so', async () => {
    const before = await facts();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (): Promise<IncomingMessage> => responseTo(get(server.url('/hello'), { agent }));
    expect(await text(await ask())).toBe('first');
    // Node itself does not know this name of a CommonJS package.
    const named =
      "import { isPlural } from 'pluralize';\nif (!isPlural('seconds')) throw new Error('never');\n";
    const event = await server.dev.event('swapped', save(`${named}${hello('second')}`));
    const last = await ask();
    expect(await text(last)).toBe('second');
    agent.destroy();
    expect(event).toMatchObject({ components: ['hello'], swapped: ['module'] });
    expect(event.kept).toEqual(expect.arrayContaining(['client', 'pool', 'hello/counter']));
    // The pool may have opened another connection meanwhile; it must not have lost one.
    const backends: unknown = expect.arrayContaining(before.backends);
    expect(await facts()).toEqual({ ...before, starts: before.starts + 1, backends });
  });

  it('lets a streaming answer end on the code it began on', async () => {
    const streaming = await responseTo(get(server.url('/hello/stream')));
    const whole = text(streaming);
    await swapTo('third', save(hello('third')));
    await server.text('/hello/finish');
    expect(await whole).toBe('begin second');
  });

  const mistakes: [what: string, content: string, event: 'build-failed' | 'refused', says: RegExp][] = [
    [
      'a syntax error',
      `${hello('x')}\nthis is not code`,
      'build-failed',
      /hello\.module\.ts:\d+:\d+\n[^]*> \d+ \| this is not code/,
    ],
    [
      'a package that is not installed',
      hello('x', '', "import pad from 'left-pad';\nexport const padded = pad('x');"),
      'build-failed',
      /BUILD\.IMPORT_NOT_FOUND: Package "left-pad" is not installed\.\n +--> src\/components\/hello\/hello\.module\.ts:4:18/,
    ],
    [
      'a name that the client does not have',
      hello('x', '', "import { NoStatus } from '@prisma/client';\nexport const draft = NoStatus.DRAFT;"),
      'refused',
      /hello\.module\.ts:5:\d+\n.*DRAFT/,
    ],
    ['a module file without its class', '', 'build-failed', /COMPONENT\.NO_MODULE_EXPORT/],
    [
      'a throw in onModuleInit',
      hello('x', "throw new Error('no luck');"),
      'refused',
      /hello\.module\.ts:\d+:\d+\n.*no luck/,
    ],
    [
      'a rejected promise on start',
      hello('x', "await Promise.reject(new Error('refused it'));"),
      'refused',
      /refused it/,
    ],
    [
      'a throw at the top level',
      hello('x', '', "throw new Error('too early');"),
      'refused',
      /hello\.module\.ts:\d+:\d+\n.*too early/,
    ],
    ['a provider that is missing', hello('x').replace(', providers: [Counter]', ''), 'refused', /Counter/],
    [
      'a route another component has',
      hello('x').replace("@Controller('hello')", "@Controller('demo/users')"),
      'refused',
      /demo/,
    ],
    [
      'an endless loop on start',
      hello('x', 'for (;;);'),
      'refused',
      /^src\/components\/hello\/hello\.module\.ts:15:5\n.*an endless loop at .*onModuleInit/,
    ],
  ];
  it.each(mistakes)(
    'keeps the last good application through %s, and goes on from there',
    async (what, content, event, says) => {
      const good = `good after ${what}`;
      const { pid } = await facts();
      const before = await answer();
      const failed = await server.dev.event(event, save(content));
      expect(failed).toMatchObject({ serving: true });
      expect('reason' in failed ? failed.reason : failed.errors).toMatch(says);
      expect(await answer()).toBe(before);
      await swapTo(good, save(hello(good)));
      expect(await facts()).toMatchObject({ pid });
    },
  );

  it('swaps in what was saved together with a wrong schema, once the schema is right again', async () => {
    const { pid } = await facts();
    const mark = save(hello('held up'));
    server.project.write(helloSchema, 'model Hello {\n  id Nonsense @id\n}\n');
    const failed = await server.dev.event('build-failed', mark);
    expect(failed).toMatchObject({ serving: true, errors: expect.stringContaining('SCHEMA.INVALID') });
    server.project.remove('src/components/hello/prisma');
    await untilAnswer(server.url('/hello'), (_, body) => body === 'held up');
    expect(await facts()).toMatchObject({ pid });
  });

  it('tells of an error nobody caught, and goes on', async () => {
    const mark = save(
      hello('careless', "setImmediate(() => { void Promise.reject(new Error('forgotten')); });"),
    );
    expect(await server.dev.event('uncaught', mark)).toMatchObject({
      reason: expect.stringContaining('forgotten'),
      diagnostics: [{ code: 'DEV.UNCAUGHT', component: 'hello', message: 'forgotten' }],
    });
    await swapTo('careless', mark);
  });

  it('takes the last of two saves that follow each other at once, and one that comes during a swap', async () => {
    save(hello('two'));
    save(hello('three'));
    await untilAnswer(server.url('/hello'), (_, body) => body === 'three');
    const mark = save(hello('four', 'await new Promise(() => undefined);'));
    await server.dev.event('swap-started', mark);
    await swapTo('five', save(hello('five')));
  });

  it('has one PrismaService when a save overtakes another whose evaluation fails later', async () => {
    const { pid, backends } = await facts();
    const waits =
      "await new Promise((_, reject) => Object.assign(globalThis, { failLate: () => reject(new Error('too late')) }));";
    const mark = save(hello('late', '', waits));
    // Exchanges the client, so that its class is one of those that are evaluated twice.
    server.project.write(helloSchema, 'model Hello {\n  id Int @id\n}\n');
    await server.dev.event('swap-started', mark);
    await server.dev.event('swapped', save(hello('overtook', "Reflect.get(globalThis, 'failLate')?.();")));
    let next = await swapTo('after both', save(hello('after both')));
    // The types of the client come with a build of their own, and with them the client once more.
    for (let more = 0; more < 3 && !next.kept.includes('client'); more += 1) {
      next = await swapTo(`after both ${more}`, save(hello(`after both ${more}`)));
    }
    expect(next.kept).toEqual(expect.arrayContaining(['client', 'pool']));
    expect(await facts()).toMatchObject({ pid, backends: expect.arrayContaining(backends) });
    const removed = server.dev.mark();
    server.project.remove('src/components/hello/prisma');
    await server.dev.event('swapped', removed);
  });

  it('leaves nothing behind of the applications it replaced', async () => {
    // Sockets come and go with the requests that are made; everything else that is open stays so.
    const open = (pid: number): number =>
      readdirSync(`/proc/${pid}/fd`).filter((fd) => !linkOf(`/proc/${pid}/fd/${fd}`).startsWith('socket:'))
        .length;
    const before = await facts();
    const openBefore = open(before.pid);
    const edits = 15;
    for (let edit = 0; edit < edits; edit += 1) {
      const isBroken = edit % 5 === 3;
      const mark = save(hello(`edit ${edit}`, isBroken ? "throw new Error('broken');" : ''));
      await (isBroken ? server.dev.event('refused', mark) : swapTo(`edit ${edit}`, mark));
    }
    const after = await facts();
    expect(after).toMatchObject({ pid: before.pid, listeners: before.listeners });
    expect(after.backends.length).toBeLessThanOrEqual(before.backends.length + 1);
    expect(open(after.pid)).toBe(openBefore);
  });

  it('closes the application before first where both want one port, names the component, and knows it from then on', async () => {
    const port = await freePort();
    const metrics = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}`)).text();
    const { pid } = await facts();
    await server.dev.event('swapped', server.save(metricsFile, portHolder(port)));
    const known = { component: 'metrics', message: expect.stringContaining('EADDRINUSE') };
    for (const answer of ['first turn', 'second turn']) {
      expect(await swapTo(answer, save(hello(answer)))).toMatchObject({
        closedFirst: known,
        // The types of the client may come with this save, and with them the client once more.
        kept: expect.arrayContaining(['pool', 'hello/counter']),
      });
      expect(await metrics()).toBe('metrics');
    }
    const refused = await server.dev.event('refused', save(hello('x', "throw new Error('no luck');")));
    expect(refused).toMatchObject({ serving: true, reason: expect.stringContaining('no luck') });
    expect([await answer(), await metrics()]).toEqual(['second turn', 'metrics']);
    await swapTo('third turn', save(hello('third turn')));
    await server.dev.event('swapped', server.save(metricsFile, noPort));
    const mended = await swapTo('beside again', save(hello('beside again')));
    expect(mended).not.toHaveProperty('closedFirst');
    expect(await facts()).toMatchObject({ pid });
  });

  it('has answered everybody until now', () => {
    const { answers, failed } = server.look();
    expect(failed).toEqual([]);
    expect(answers).toBeGreaterThan(50);
  });

  it('starts a new process where an application cannot give back what it holds, and the next saves with it', async () => {
    const swappedIn = server.save(metricsFile, registryHolder);
    await server.dev.event('swapped', swappedIn);
    for (const answer of ['registered', 'registered again']) {
      const { pid } = await facts();
      const mark = save(hello(answer));
      const { reason } = await server.dev.event('restarting', mark);
      expect(reason).toMatch(/"metrics" has what only one application may hold: requests is registered/);
      await server.dev.event('ready', mark);
      await untilAnswer(server.url('/hello'), (_, body) => body === answer);
      expect((await facts()).pid).not.toBe(pid);
    }
    await server.dev.event('swapped', server.save(metricsFile, noPort));
    const mark = save(hello('given back'));
    await swapTo('given back', mark);
    expect(
      server.dev
        .events()
        .slice(mark)
        .map(({ event }) => event),
    ).not.toContain('restarting');
  });

  it('brings the last good application back when a save ends the process', async () => {
    const good = await answer();
    const mark = save(hello('deadly', 'process.exit(3);'));
    const crashed = await server.dev.event('crashed', mark);
    expect(crashed.cause).toContain('exit code 3');
    await server.dev.event('ready', mark);
    expect(await answer()).toBe(good);
    await swapTo('alive', save(hello('alive')));
  });

  it('says that the process was killed, and starts it again', async () => {
    const { pid } = await facts();
    const mark = server.dev.mark();
    process.kill(pid, 'SIGKILL');
    expect((await server.dev.event('crashed', mark)).cause).toContain('killed');
    await server.dev.event('ready', mark);
    expect(await answer()).toBe('alive');
  });

  it('ends in the middle of a build when it is asked to', async () => {
    save(hello('never'));
    server.dev.command.interrupt();
    expect(await server.dev.command.exited).toMatchObject({ code: 0 });
    expect(processesIn(server.project.dir)).toEqual([]);
    expect(await tryPort(server.port)).toEqual({ port: server.port });
  });
});
