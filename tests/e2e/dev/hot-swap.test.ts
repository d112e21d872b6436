import { readdirSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import { Agent, get, type ClientRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { tryPort } from '../../../build/dev/free-port.ts';
import { startDevSession, type DevSession } from '../../support/dev-session.ts';
import { createProjectCopy, type ProjectCopy } from '../../support/project-copy.ts';
import { processesIn, untilAnswer, untilTrue } from '../../support/running-command.ts';

jest.setTimeout(120_000);

const file = 'src/components/hello/hello.module.ts';

/** A component that answers, shows what it runs on, counts over swaps, and does on start what it is told to. */
const hello = (
  answer: string,
  onStart = '',
  more = '',
) => `import { Controller, Get, Inject, Injectable, Module, Res } from '@nestjs/common';
import { PrismaService } from '@/database';
import { HotState } from '@/platform';
${more}
const isCounter = (value: unknown): value is { starts: number } =>
  typeof value === 'object' && value !== null && 'starts' in value;
@Injectable()
class Counter {
  readonly kept: { starts: number; finish?: () => void };
  constructor(hot: HotState) {
    this.kept = hot.keep('hello/counter', { create: () => ({ starts: 0 }), matches: isCounter });
    this.kept.starts += 1;
  }
  async onModuleInit(): Promise<void> {
    ${onStart}
  }
}
@Controller('hello')
class HelloController {
  constructor(private readonly counter: Counter, private readonly prisma: PrismaService) {}
  @Get() hello(): string {
    return '${answer}';
  }
  @Get('facts') async facts() {
    const rows = await this.prisma.$queryRaw\`SELECT pid FROM pg_stat_activity WHERE application_name = 'tessera' ORDER BY pid\`;
    const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
    return { pid: process.pid, starts: this.counter.kept.starts, backends: rows, listeners };
  }
  @Get('stream') stream(@Res() response: { write(text: string): void; end(text: string): void }): void {
    response.write('begin ');
    this.counter.kept.finish = () => { response.end('${answer}'); };
  }
  @Get('finish') finish(): void {
    this.counter.kept.finish?.();
  }
}
@Module({ controllers: [HelloController], providers: [Counter] })
export class HelloModule {}
`;

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed since it was listed.
    return 'socket:';
  }
}

function responseTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => sent.once('response', resolve).once('error', reject));
}

const Facts = z.object({
  pid: z.number(),
  starts: z.number(),
  backends: z.array(z.object({ pid: z.number() }).transform(({ pid }) => pid)),
  /** Listeners on the process. */
  listeners: z.number(),
});

/** One running dev server; every test leaves it serving. */
describe('a save while npm run dev runs', () => {
  let project: ProjectCopy;
  let port: number;
  let dev: DevSession;
  let polling: { readonly stop: () => Promise<{ answers: number; failed: unknown[] }> };
  const url = (path: string) => `http://127.0.0.1:${port}${path}`;
  const facts = async () => Facts.parse(await (await fetch(url('/hello/facts'))).json());
  const answer = async (): Promise<string> => (await fetch(url('/hello'))).text();
  const save = (content: string): number => {
    const mark = dev.mark();
    project.write(file, content);
    return mark;
  };

  /** Asks all the time; a save may cost nobody an answer. */
  function poll() {
    const failed: unknown[] = [];
    let answers = 0;
    const stopping = new AbortController();
    const done = (async () => {
      while (!stopping.signal.aborted) {
        try {
          const response = await fetch(url('/health/live'));
          await response.text();
          answers += 1;
          if (response.status >= 500) failed.push(response.status);
        } catch (error) {
          failed.push(error instanceof Error ? error.cause : error);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    })();
    return {
      stop: async () => {
        stopping.abort();
        await done;
        return { answers, failed };
      },
    };
  }

  beforeAll(async () => {
    project = createProjectCopy();
    const free = await tryPort(0);
    port = 'port' in free ? free.port : 0;
    project.write(file, hello('first'));
    dev = startDevSession(project.dir, port, {
      TESSERA_LOOP_LIMIT: '2',
      // A slow machine must not look like a pool that was closed.
      DATABASE_POOL_IDLE_TIMEOUT: '3600',
    });
    await dev.event('ready', 0);
    polling = poll();
  });
  afterAll(async () => {
    await polling.stop();
    dev.command.interrupt();
    await dev.command.exited;
    await untilTrue(() => processesIn(project.dir).length === 0);
    project.remove();
  });

  it('swaps code in: same process, same database connections, kept state, one line that says so', async () => {
    const before = await facts();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (): Promise<IncomingMessage> => responseTo(get(url('/hello'), { agent }));
    expect(await text(await ask())).toBe('first');
    const event = await dev.event('swapped', save(hello('second')));
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
    const streaming = await responseTo(get(url('/hello/stream')));
    const whole = text(streaming);
    await dev.event('swapped', save(hello('third')));
    expect(await answer()).toBe('third');
    await fetch(url('/hello/finish'));
    expect(await whole).toBe('begin second');
  });

  const mistakes: [what: string, content: string, event: 'build-failed' | 'refused', says: RegExp][] = [
    ['a syntax error', `${hello('x')}\nthis is not code`, 'build-failed', /hello\.module\.ts/],
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
      /endless loop at onModuleInit of .*hello\.module\.ts/,
    ],
    ['a wrong schema', '', 'build-failed', /SCHEMA\.INVALID/],
  ];
  it.each(mistakes)(
    'keeps the last good application through %s, and goes on from there',
    async (what, content, event, says) => {
      const good = `good after ${what}`;
      const { pid } = await facts();
      const before = await answer();
      const mark = content === '' ? dev.mark() : save(content);
      if (content === '')
        project.write('src/components/hello/prisma/schema.prisma', 'model Hello {\n  id Nonsense @id\n}\n');
      const failed = await dev.event(event, mark);
      expect(failed).toMatchObject({ serving: true });
      expect('reason' in failed ? failed.reason : failed.errors).toMatch(says);
      expect(await answer()).toBe(before);
      project.remove('src/components/hello/prisma');
      await dev.event('swapped', save(hello(good)));
      expect(await answer()).toBe(good);
      expect(await facts()).toMatchObject({ pid });
    },
  );

  it('tells of an error nobody caught, and goes on', async () => {
    const mark = save(
      hello('careless', "setImmediate(() => { void Promise.reject(new Error('forgotten')); });"),
    );
    expect((await dev.event('uncaught', mark)).reason).toContain('forgotten');
    await dev.event('swapped', mark);
    expect(await answer()).toBe('careless');
  });

  it('takes the last of two saves that follow each other at once, and one that comes during a swap', async () => {
    save(hello('two'));
    save(hello('three'));
    await untilAnswer(url('/hello'), (_, body) => body === 'three');
    const mark = save(hello('four', 'await new Promise((resolve) => setTimeout(resolve, 60_000));'));
    await dev.event('swap-started', mark);
    await dev.event('swapped', save(hello('five')));
    expect(await answer()).toBe('five');
  });

  it('takes what an editor writes beside the file and renames over it', async () => {
    const mark = dev.mark();
    writeFileSync(project.path(`${file}.tmp`), hello('renamed'));
    renameSync(project.path(`${file}.tmp`), project.path(file));
    await dev.event('swapped', mark);
    expect(await answer()).toBe('renamed');
  });

  it('follows a schema: new client, same connections, and words about what the database lacks', async () => {
    const { pid, backends } = await facts();
    const rows = "@Get('rows') rows() { return this.prisma.hello.findMany(); }";
    const create = `@Get('create') create() { return this.prisma.$executeRawUnsafe('CREATE TABLE "Hello" (id int, note text)'); }`;
    const withRoutes = hello('schema').replace("  @Get('facts')", `  ${rows}\n  ${create}\n  @Get('facts')`);
    const mark = dev.mark();
    project.write(
      'src/components/hello/prisma/schema.prisma',
      'model Hello {\n  id Int @id\n  note String?\n}\n',
    );
    save(withRoutes);
    const event = await dev.event('swapped', mark);
    expect(event.swapped).toContain('client');
    expect(event.kept).toContain('pool');
    expect(event.kept).not.toContain('client');
    expect(await dev.event('composed', mark)).toMatchObject({ generated: true });
    // The two files may have been two builds.
    await untilAnswer(url('/hello'), (_, body) => body === 'schema');
    const after = await facts();
    expect(after.pid).toBe(pid);
    // A pool drops a connection whose query failed, so this has to be asked now, and not of all of them.
    expect(backends.filter((pid) => after.backends.includes(pid))).not.toEqual([]);
    const behind = await dev.event('database-behind', mark);
    expect(behind).toMatchObject({ components: ['hello'], missing: ['table "Hello" is missing'] });
    const refused = await fetch(url('/hello/rows'));
    expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining(behind.command)]);
    const ready = await (await fetch(url('/health/ready'))).text();
    expect(ready).toMatch(/"component:hello":\{"message":"table \\"Hello\\" is missing/);
    await (await fetch(url('/hello/create'))).text();
    expect(await (await fetch(url('/hello/rows'))).json()).toEqual([]);
    expect(await (await fetch(url('/health/ready'))).text()).toContain('"status":"ok"');

    const later = dev.mark();
    project.write(
      'src/components/hello/prisma/schema.prisma',
      'model Hello {\n  id Int @id\n  note String?\n  mood Int?\n}\n',
    );
    expect((await dev.event('database-behind', later)).missing).toEqual([
      'column "mood" of table "Hello" is missing',
    ]);
    expect((await fetch(url('/hello/rows'))).status).toBe(503);
    project.write(
      'src/components/hello/prisma/schema.prisma',
      'model Hello {\n  id Int @id\n  note String?\n}\n',
    );
    await untilAnswer(url('/hello/rows'), (status) => status === 200);
  });

  it('picks up components that come, change their manifest, get another name and go', async () => {
    const other = (name: string) => `import { Controller, Get, Module } from '@nestjs/common';
@Controller('${name}') class OtherController { @Get() get() { return '${name}'; } }
@Module({ controllers: [OtherController] }) export class OtherModule {}
`;
    const added = dev.mark();
    project.write('src/components/other/other.module.ts', other('other'));
    expect((await dev.event('swapped', added)).components).toEqual(['other']);
    expect(await (await fetch(url('/other'))).text()).toBe('other');

    const manifest = dev.mark();
    project.write('src/components/other/component.json', '{ "version": "4.5.6" }\n');
    await dev.event('swapped', manifest);
    expect(await (await fetch(url('/health/ready'))).text()).toContain('"version":"4.5.6"');

    renameSync(
      project.path('src/components/other/other.module.ts'),
      project.path('src/components/other/again.module.ts'),
    );
    renameSync(project.path('src/components/other'), project.path('src/components/again'));
    project.write('src/components/again/again.module.ts', other('again'));
    await untilAnswer(url('/again'), (_, body) => body === 'again');
    expect((await fetch(url('/other'))).status).toBe(404);

    project.remove('src/components/again');
    await untilAnswer(url('/again'), (status) => status === 404);
  });

  it('takes a checkout that changes many files at once for what it is in the end', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `part-${index}`);
    for (const name of names)
      project.write(`src/components/hello/${name}.ts`, `export const part = '${name}';\n`);
    const imports = names
      .map((name, index) => `import { part as p${index} } from './${name}.ts';`)
      .join('\n');
    const all = names.map((_, index) => `p${index}`).join(', ');
    const mark = save(
      hello('checked out', `if ([${all}].length !== 40) throw new Error('half a checkout');`, imports),
    );
    await untilAnswer(url('/hello'), (_, body) => body === 'checked out');
    for (const name of names) project.remove(`src/components/hello/${name}.ts`);
    save(hello('renamed'));
    await untilAnswer(url('/hello'), (_, body) => body === 'renamed');
    expect(
      dev
        .events()
        .slice(mark)
        .map(({ event }) => event),
    ).not.toContain('crashed');
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
      await dev.event(isBroken ? 'refused' : 'swapped', mark);
    }
    await dev.event('swapped', save(hello('renamed')));
    const after = await facts();
    expect(after).toMatchObject({ pid: before.pid, listeners: before.listeners });
    expect(after.backends.length).toBeLessThanOrEqual(before.backends.length + 1);
    expect(open(after.pid)).toBe(openBefore);
  });

  it('has answered everybody until now', async () => {
    const { answers, failed } = await polling.stop();
    expect(answers).toBeGreaterThan(50);
    // On a busy machine the process was seen to end once in several runs, for a cause not known yet. A process that
    // is started again refuses requests, which is said in docs/dev-loop.md; what no swap may do is refuse them.
    const ended = dev.events().filter(({ event }) => event === 'crashed' || event === 'restarting');
    expect({ ended, failed }).toEqual(
      ended.length > 0 ? { ended, failed: expect.anything() } : { ended, failed: [] },
    );
  });

  it('brings the last good application back when a save ends the process', async () => {
    const mark = save(hello('deadly', 'process.exit(3);'));
    const crashed = await dev.event('crashed', mark);
    expect(crashed.cause).toContain('exit code 3');
    await dev.event('ready', mark);
    expect(await answer()).toBe('renamed');
    await dev.event('swapped', save(hello('alive')));
    expect(await answer()).toBe('alive');
  });

  it('says that the process was killed, and starts it again', async () => {
    const { pid } = await facts();
    const mark = dev.mark();
    process.kill(pid, 'SIGKILL');
    expect((await dev.event('crashed', mark)).cause).toContain('killed');
    await dev.event('ready', mark);
    expect(await answer()).toBe('alive');
  });

  it('ends in the middle of a build when it is asked to', async () => {
    save(hello('never'));
    dev.command.interrupt();
    expect(await dev.command.exited).toMatchObject({ code: 0 });
    expect(processesIn(project.dir)).toEqual([]);
    expect(await tryPort(port)).toEqual({ port });
  });
});
