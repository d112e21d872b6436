import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAppProcess, type AppProcess } from '../../../build/dev/app-process.ts';
import { tryPort } from '../../../build/dev/free-port.ts';
import { runCommand, untilAnswer, untilTrue } from '../../support/running-command.ts';

const serve = (answer: string) => `
  import { createServer } from 'node:http';
  createServer((_, response) => response.end('${answer}')).listen(process.env.PORT, '127.0.0.1');
`;

describe('createAppProcess', () => {
  let dir: string;
  let script: string;
  let port: number;
  let url: string;
  let app: AppProcess;
  let exits: string[];
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tessera-app-'));
    script = join(dir, 'main.mjs');
    const free = await tryPort(0);
    port = 'port' in free ? free.port : 0;
    url = `http://127.0.0.1:${port}`;
    exits = [];
    const env = { ...process.env, NODE_OPTIONS: '', PORT: String(port) };
    app = createAppProcess({ script, cwd: dir, env, url, onUnexpectedExit: (reason) => exits.push(reason) });
  });
  afterEach(async () => {
    await app.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('replaces the running bundle by the new one on the same port', async () => {
    writeFileSync(script, serve('one'));
    expect(await app.restart()).toEqual({ ok: true, ms: expect.any(Number) });
    writeFileSync(script, serve('two'));
    expect(await app.restart()).toMatchObject({ ok: true });
    expect(await untilAnswer(url, () => true)).toBe('two');
    expect([app.serving(), exits]).toEqual([true, []]);
  });

  it('keeps standard output clear of the application when asked to', () => {
    const runner = join(dir, 'runner.mts');
    writeFileSync(script, `console.log('from the application');\n${serve('one')}`);
    const module = resolve('build/dev/app-process.ts');
    writeFileSync(
      runner,
      `import { createAppProcess } from ${JSON.stringify(module)};
       const app = createAppProcess({ script: ${JSON.stringify(script)}, cwd: ${JSON.stringify(dir)}, url: '${url}',
         env: { ...process.env, PORT: '${port}' }, output: 'stderr', onUnexpectedExit() {} });
       await app.restart(); await app.close();`,
    );
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', runner], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(stderr).toContain('from the application');
  });

  it('says how an application ended that never answered', async () => {
    writeFileSync(script, 'process.exit(7);');
    expect(await app.restart()).toEqual({
      ok: false,
      reason: 'The application ended with exit code 7 before it answered.',
    });
    expect(app.serving()).toBe(false);
  });

  it('tells when a serving application ends on its own', async () => {
    writeFileSync(
      script,
      `${serve('one')}\nimport { writeFileSync } from 'node:fs';\nwriteFileSync('pid', String(process.pid));`,
    );
    await app.restart();
    process.kill(Number(readFileSync(join(dir, 'pid'), 'utf8')), 'SIGKILL');
    await untilTrue(() => exits.length > 0);
    expect(exits).toEqual(['The application ended with SIGKILL.']);
  });

  it('does not outlive a host that is killed', async () => {
    writeFileSync(script, serve('orphan'));
    const module = JSON.stringify(resolve('build/dev/app-process.ts'));
    const host = runCommand(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        `const { createAppProcess } = await import(${module});
         const app = createAppProcess({ script: ${JSON.stringify(script)}, cwd: ${JSON.stringify(dir)}, env: process.env, url: '${url}', onUnexpectedExit() {} });
         console.log(JSON.stringify(await app.restart()));
         process.kill(process.pid, 'SIGKILL');`,
      ],
      process.cwd(),
      { PORT: String(port) },
    );
    expect((await host.exited).output).toContain('"ok":true');
    for (let free = await tryPort(port); 'refused' in free; free = await tryPort(port));
    expect(await tryPort(port)).toEqual({ port });
  });
});
