import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AppMessage } from '../../../contract/dev-messages.ts';
import { createAppProcess, type AppProcess } from '../../../build/shells/dev/app-process.ts';
import { tryPort } from '../../../build/config/port/try-port.ts';
import { freePort } from '../../support/free-port.ts';
import { runCommand, untilAnswer, untilTrue } from '../../support/running-command.ts';

const serve = (answer: string) => `
  import { createServer } from 'node:http';
  createServer((_, response) => response.end('${answer}')).listen(process.env.PORT, '127.0.0.1',
    () => process.send({ kind: 'serving', bootMs: 1 }));
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('createAppProcess', () => {
  let dir: string;
  let script: string;
  let port: number;
  let url: string;
  let app: AppProcess;
  let messages: AppMessage[];
  let exits: string[];
  let env: NodeJS.ProcessEnv;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tessera-app-'));
    script = join(dir, 'main.mjs');
    port = await freePort();
    url = `http://127.0.0.1:${port}`;
    [messages, exits] = [[], []];
    env = { ...process.env, NODE_OPTIONS: '', PORT: String(port) };
    app = createAppProcess({
      script,
      cwd: dir,
      env,
      onMessage: (message) => messages.push(message),
      onExit: (cause) => exits.push(cause),
    });
  });
  afterEach(async () => {
    await app.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('replaces the running bundle by the new one on the same port', async () => {
    writeFileSync(script, serve('one'));
    await app.start();
    await untilTrue(() => messages.length === 1);
    writeFileSync(script, serve('two'));
    await app.start();
    await untilTrue(() => messages.length === 2);
    expect(await untilAnswer(url, () => true)).toBe('two');
    expect([app.running(), exits]).toEqual([true, []]);
  });

  describe('with a process that waits', () => {
    const preload = (): string => join(dir, 'preload.mjs');

    it('starts the program in it, with what it has loaded and the environment of now', async () => {
      writeFileSync(preload(), 'globalThis.preloaded = process.pid;');
      app.prepare(preload());
      const tell =
        "[globalThis.preloaded === process.pid, process.env.DATABASE_URL, process.argv[1]].join(' ')";
      writeFileSync(script, serve('').replace("''", tell));
      env['DATABASE_URL'] = 'later';
      await app.start();
      await untilTrue(() => messages.length === 1);
      expect(await untilAnswer(url, () => true)).toBe(`true later ${script}`);
    });

    it.each([
      ['packages cannot be loaded', 'import "no-such-package";', ''],
      ['the environment is another one', '', '--no-warnings'],
    ])('starts the program all the same when %s', async (_, packages, nodeOptions) => {
      writeFileSync(preload(), packages);
      app.prepare(preload());
      env['NODE_OPTIONS'] = nodeOptions;
      writeFileSync(script, serve('').replace("''", 'process.env.NODE_OPTIONS + "."'));
      await app.start();
      await untilTrue(() => messages.length === 1);
      expect(await untilAnswer(url, () => true)).toBe(`${nodeOptions}.`);
      expect(exits).toEqual([]);
    });

    it('ends it when nothing is ever started', async () => {
      writeFileSync(
        preload(),
        `import { writeFileSync } from 'node:fs'; writeFileSync('pid', String(process.pid));`,
      );
      app.prepare(preload());
      await untilTrue(() => existsSync(join(dir, 'pid')));
      const pid = Number(readFileSync(join(dir, 'pid'), 'utf8'));
      await app.close();
      await untilTrue(() => !isAlive(pid));
    });
  });

  it('hands updates over and passes on what the application says about them', async () => {
    writeFileSync(
      script,
      `process.on('message', ({ id, updates }) =>
        process.send({ kind: 'refused', id, failure: { message: updates[0].manifest } }));
       process.send({ kind: 'serving', bootMs: 1 });
       setInterval(() => {}, 1000);`,
    );
    await app.start();
    await untilTrue(() => messages.length === 1);
    app.update(7, [{ manifest: 'told', chunks: {} }]);
    await untilTrue(() => messages.length === 2);
    expect(messages[1]).toEqual({ kind: 'refused', id: 7, failure: { message: 'told' } });
  });

  it('keeps standard output clear of the application when asked to', () => {
    const runner = join(dir, 'runner.mts');
    writeFileSync(script, `console.log('from the application');`);
    const module = resolve('build/shells/dev/app-process.ts');
    writeFileSync(
      runner,
      `import { createAppProcess } from ${JSON.stringify(module)};
       let end; const ended = new Promise((resolve) => (end = resolve));
       const app = createAppProcess({ script: ${JSON.stringify(script)}, cwd: ${JSON.stringify(dir)},
         env: process.env, output: 'stderr', onMessage() {}, onExit: () => end() });
       await app.start(); await ended;`,
    );
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', runner], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(stderr).toContain('from the application');
  });

  it.each([
    ['process.exit(7);', 'exit code 7'],
    ["process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);", 'killed (SIGKILL)'],
    ["process.kill(process.pid, 'SIGABRT'); setInterval(() => {}, 1000);", 'memory was full'],
  ])('says how an application ended by itself: %s', async (code, cause) => {
    writeFileSync(script, code);
    await app.start();
    await untilTrue(() => exits.length > 0);
    expect(exits[0]).toContain(cause);
    expect(app.running()).toBe(false);
  });

  it('does not outlive a host that is killed', async () => {
    writeFileSync(
      script,
      `${serve('orphan')}\nimport { writeFileSync } from 'node:fs'; writeFileSync('pid', '1');`,
    );
    const module = JSON.stringify(resolve('build/shells/dev/app-process.ts'));
    const host = runCommand(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        `const { createAppProcess } = await import(${module});
         const app = createAppProcess({ script: ${JSON.stringify(script)}, cwd: ${JSON.stringify(dir)}, env: process.env,
           onExit() {}, onMessage(message) { console.log(JSON.stringify(message)); process.kill(process.pid, 'SIGKILL'); } });
         await app.start();`,
      ],
      process.cwd(),
      { PORT: String(port) },
    );
    expect((await host.exited).output).toContain('"serving"');
    expect(readFileSync(join(dir, 'pid'), 'utf8')).toBe('1');
    for (let free = await tryPort(port); 'refused' in free; free = await tryPort(port));
    expect(await tryPort(port)).toEqual({ port });
  });
});
