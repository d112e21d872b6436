import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '../../../../../build/shells/cli/run-command-line.ts';

describe('runCommandLine', () => {
  it('prints the version and nothing else', async () => {
    const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
    expect(await runCommandLine(['--version'], { stdout, stderr, stdin, env: {}, cwd: '.' })).toBe(0);
    stdout.end();
    const version = (await text(stdout)).trim();
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(readFileSync('package.json', 'utf8')).toContain(`"version": "${version}"`);
  });

  it('reports an error of its own as CALL.FAILED, and where it happened on request', async () => {
    const call = async (env: NodeJS.ProcessEnv) => {
      const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
      const io = {
        stdout,
        stderr,
        stdin,
        env,
        get cwd(): string {
          throw new RangeError('the working directory is gone');
        },
      };
      const exitCode = await runCommandLine(['compose', '--json'], io);
      stdout.end();
      stderr.end();
      return { exitCode, printed: JSON.parse(await text(stdout)) as unknown, stderr: await text(stderr) };
    };
    const { exitCode, printed, stderr } = await call({});
    expect(exitCode).toBe(2);
    expect(printed).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'CALL.FAILED', severity: 'error', message: 'the working directory is gone' }],
    });
    expect(stderr).toMatch(/^tessera failed: the working directory is gone\nThis is a bug\./);
    expect(stderr).not.toContain('run-command-line');
    expect((await call({ TESSERA_DEBUG: '1' })).stderr).toContain('run-command-line');
  });
});
