import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { tryPort } from '../../../build/config/port/try-port.ts';
import { freePort } from '../../support/free-port.ts';
import { createProjectCopy, type ProjectCopy } from '../../support/project-copy.ts';
import {
  processesIn,
  runCommand,
  untilAnswer,
  untilTrue,
  type RunningCommand,
} from '../../support/running-command.ts';

jest.setTimeout(120_000);

const module = (
  answer: string,
) => `import { Controller, Get, Module } from '@nestjs/common'; import { Public } from '@/platform';
@Public() @Controller('hello')
class HelloController {
  @Get() hello(): string {
    return '${answer}';
  }
}
@Module({ controllers: [HelloController] })
export class HelloModule {}
`;

/** One story from a fresh checkout to the last stop; each chapter goes on where the one before ended. */
describe('npm run dev', () => {
  let project: ProjectCopy;
  let port: number;
  let dev: RunningCommand;
  const url = (path: string) => `http://127.0.0.1:${port}${path}`;
  const start = () => runCommand('npm', ['run', 'dev'], project.dir, { PORT: String(port) });
  const ok = (status: number): boolean => status === 200;
  const hostPid = (): number => {
    const claim: unknown = JSON.parse(readFileSync(project.path('.tessera/dev.json'), 'utf8'));
    return typeof claim === 'object' && claim && 'pid' in claim ? Number(claim.pid) : 0;
  };

  beforeAll(async () => {
    // It starts three times; all components there are, the built application serves (tests/e2e/production).
    project = createProjectCopy({ components: ['demo'] });
    port = await freePort();
  });
  afterAll(async () => {
    dev.interrupt();
    await dev.exited;
    await untilTrue(() => processesIn(project.dir).length === 0);
    project.remove();
  });

  it('serves its components from a fresh checkout, on a new and migrated database', async () => {
    dev = start();
    await untilAnswer(url('/demo/users'), ok);
    const said = await dev.until(/^ready .*$/m);
    expect(said).toMatch(/^database +postgresql:\/\/tessera:\*\*\*@127\.0\.0\.1:\d+\/tessera \(embedded/m);
    expect(said).toMatch(/^migrated .*\n +\d+_demo/m);
    expect(said).toContain(`ready     ${url('')} (application`);
    expect(await untilAnswer(url('/health/ready'), ok)).toContain('"status":"ok"');
  });

  it('tells a second one what is running and where', async () => {
    const second = await start().exited;
    expect(second.code).toBe(2);
    expect(second.output).toContain(
      `\`tessera dev\` already runs for this project: process ${hostPid()}, ${url('')}.`,
    );
  });

  it('serves a component that is dropped in, follows its edits, and lets it go', async () => {
    project.write('src/components/hello/hello.module.ts', module('first'));
    await untilAnswer(url('/hello'), (_, body) => body === 'first');
    project.write('src/components/hello/hello.module.ts', module('second'));
    await untilAnswer(url('/hello'), (_, body) => body === 'second');
    expect(await untilAnswer(url('/demo/users'), ok)).toContain('"items":[]');
  });

  it('keeps the last good application through broken code and broken schemas', async () => {
    const before = dev.output().length;
    project.write('src/components/hello/hello.module.ts', `${module('third')}\nthis is not code`);
    await dev.until(/^failed .*The last good application keeps serving\.$/m, before);
    expect(await untilAnswer(url('/hello'), ok)).toBe('second');

    project.write('src/components/hello/prisma/schema.prisma', 'model Hello {\n  id Nonsense @id\n}\n');
    project.write('src/components/hello/hello.module.ts', module('third'));
    const said = await dev.until(/hello\/prisma\/schema\.prisma:2:\d+[^]*^failed/m, before);
    expect(said).toContain('SCHEMA.INVALID');
    expect(await untilAnswer(url('/hello'), ok)).toBe('second');

    project.write('src/components/hello/prisma/schema.prisma', 'model Hello {\n  id Int @id\n}\n');
    await untilAnswer(url('/hello'), (_, body) => body === 'third');
    project.remove('src/components/hello');
    await untilAnswer(url('/hello'), (status) => status === 404);
  });

  it('stops server and database on Ctrl-C', async () => {
    await dev.until(/^ready/m);
    dev.interrupt();
    const { code, signal, output } = await dev.exited;
    expect(output).toContain('Nothing of this project is left running by this command.');
    // npm itself ends with the signal it got; shells show that as 130.
    expect([0, 130, 'SIGINT']).toContain(code ?? signal);
    expect(processesIn(project.dir)).toEqual([]);
    expect(await tryPort(port)).toEqual({ port });
  });

  it('says who has the port', async () => {
    const stranger = createServer().listen(port, '127.0.0.1');
    await once(stranger, 'listening');
    try {
      const { code, output } = await start().exited;
      expect(code).toBe(2);
      expect(output).toMatch(
        new RegExp(`Port ${port} is in use by process ${process.pid} .*PORT=${port + 1}`),
      );
    } finally {
      stranger.close();
      await once(stranger, 'close');
    }
  });

  it('never migrates a database that exists: it prints what is pending and the command', async () => {
    project.write('prisma/migrations/20270101000000_later/migration.sql', 'CREATE TABLE later (id int);\n');
    dev = start();
    const said = await dev.until(/^ready/m);
    expect(said).not.toContain('migrated');
    expect(said).toMatch(/^pending .*\n +20270101000000_later\n.*npx prisma migrate dev/m);
    project.remove('prisma/migrations/20270101000000_later');
  });

  it('leaves nothing behind when it is killed, and starts again', async () => {
    await untilAnswer(url('/demo/users'), ok);
    process.kill(hostPid(), 'SIGKILL');
    await dev.exited;
    dev = start();
    await dev.until(/^ready/m);
    await untilAnswer(url('/demo/users'), ok);
    expect(
      processesIn(project.dir).filter((command) => command.includes('.tessera/dev/main.js')),
    ).toHaveLength(1);
  });

  it('ends with 0 when it is asked to', async () => {
    process.kill(hostPid(), 'SIGTERM');
    expect(await dev.exited).toMatchObject({ code: 0 });
    expect(processesIn(project.dir)).toEqual([]);
  });
});
