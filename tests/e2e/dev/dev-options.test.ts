import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { attachDebugger, type DebuggerSession } from '../../support/debugger-session.ts';
import { startDevSession, type DevSession } from '../../support/dev-session.ts';
import { freePort } from '../../support/free-port.ts';
import { createProjectCopy, type ProjectCopy } from '../../support/project-copy.ts';
import { processesIn, untilTrue } from '../../support/running-command.ts';

jest.setTimeout(120_000);

const file = 'src/components/hello/hello.module.ts';
const hello = (
  answer: string,
) => `import { Controller, Get, Module } from '@nestjs/common'; import { Public } from '@/platform';

@Public() @Controller('hello')
class HelloController {
  @Get() hello(): string {
    const answer = '${answer}';
    return answer;
  }
  @Get('stack') stack(): string | undefined {
    return new Error('here').stack;
  }
}
@Module({ controllers: [HelloController] })
export class HelloModule {}
`;

const Script = z.object({
  scriptId: z.string(),
  url: z.string().includes('hello.module.ts'),
  sourceMapURL: z.string().startsWith('data:application/json;charset=utf-8;base64,'),
});
const Paused = z.object({
  callFrames: z.array(z.object({ functionName: z.string(), location: z.object({ lineNumber: z.number() }) })),
});
const Source = z.object({ scriptSource: z.string() });
const SourceMap = z.object({ sources: z.array(z.string()) });

describe('npm run dev -- --only hello --inspect', () => {
  let project: ProjectCopy;
  let dev: DevSession;
  let debugging: DebuggerSession;
  let url: (path: string) => string;

  beforeAll(async () => {
    project = createProjectCopy({ components: ['demo'] });
    project.write(file, hello('first'));
    const [port, inspectPort] = [await freePort(), await freePort()];
    url = (path) => `http://127.0.0.1:${port}${path}`;
    const options = ['--only', 'hello', '--inspect', String(inspectPort)];
    dev = startDevSession(project.dir, port, {}, options);
    await dev.event('ready', 0);
    debugging = await attachDebugger(inspectPort);
  });
  afterAll(async () => {
    await debugging.close();
    dev.command.interrupt();
    await dev.command.exited;
    await untilTrue(() => processesIn(project.dir).length === 0);
    project.remove();
  });

  it('mounts what was asked for, says so, and keeps the schema whole', async () => {
    expect(await dev.event('part-mounted', 0)).toMatchObject({ components: ['hello'] });
    expect(await (await fetch(url('/hello'))).text()).toBe('first');
    expect((await fetch(url('/demo/users'))).status).toBe(404);
  });

  it("names the author's file and line in stack traces", async () => {
    const stack = await (await fetch(url('/hello/stack'))).text();
    expect(stack).toContain(`${project.path(file)}:10:12`);
  });

  it("stops at breakpoints in the author's file, after a swap as well", async () => {
    await debugging.send('Debugger.enable');
    const script = await debugging.event('Debugger.scriptParsed', Script);
    const encoded = script.sourceMapURL.slice(script.sourceMapURL.indexOf(',') + 1);
    const map = SourceMap.parse(JSON.parse(Buffer.from(encoded, 'base64').toString()));
    expect(map.sources).toEqual([project.path(file)]);

    const { scriptId } = script;
    const { scriptSource } = Source.parse(await debugging.send('Debugger.getScriptSource', { scriptId }));
    const lineNumber = scriptSource.split('\n').findIndex((line) => line.includes("'first'"));
    await debugging.send('Debugger.setBreakpointByUrl', { url: script.url, lineNumber });
    const stopsIn = async (answer: string): Promise<void> => {
      const asked = fetch(url('/hello')).then((response) => response.text());
      const { callFrames } = await debugging.event('Debugger.paused', Paused);
      expect(callFrames[0]).toMatchObject({ functionName: 'hello', location: { lineNumber } });
      await debugging.send('Debugger.resume');
      expect(await asked).toBe(answer);
    };
    await stopsIn('first');
    const mark = dev.mark();
    project.write(file, hello('second'));
    await dev.event('swapped', mark);
    await stopsIn('second');
  });
});
