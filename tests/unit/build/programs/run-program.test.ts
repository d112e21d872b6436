import { describe, expect, it } from '@jest/globals';
import { runProgram, withPath } from '../../../../build/programs/run-program.ts';

const where = { cwd: '/', env: {} };
const node = (script: string, options: { env?: NodeJS.ProcessEnv; input?: string } = {}) =>
  runProgram(process.execPath, ['-e', script], { ...where, ...options });

describe('a program that is run to its end', () => {
  it('gives its exit code and what it said, each stream apart and both together', async () => {
    const script = `
      require('node:fs').writeSync(1, 'one ');
      require('node:fs').writeSync(2, 'two ');
      process.exitCode = 3;
    `;
    const result = await node(script);
    expect(result).toMatchObject({
      ok: false,
      code: 3,
      stdout: 'one ',
      stderr: 'two ',
      isMissing: false,
    });
    expect(result.output.split(' ').sort()).toEqual(['', 'one', 'two']);
    expect(await node('')).toMatchObject({ ok: true, code: 0, output: '' });
  });

  it('reads what it is given, also characters of several bytes in pieces', async () => {
    const echo = 'process.stdin.pipe(process.stdout)';
    const input = 'ü€😀'.repeat(50_000);
    expect((await node(echo, { input })).stdout === input).toBe(true);
  });

  it('may end before it has read everything', async () => {
    expect(await node('process.exit(4)', { input: 'x'.repeat(1_000_000) })).toMatchObject({ code: 4 });
  });

  it('has no exit code when a signal ended it, or when it is not there', async () => {
    expect(await node("process.kill(process.pid, 'SIGKILL')")).toMatchObject({
      ok: false,
      code: undefined,
      isMissing: false,
    });
    expect(await runProgram('no-such-program', [], where)).toMatchObject({
      ok: false,
      code: undefined,
      isMissing: true,
      output: expect.stringContaining('no-such-program'),
    });
  });

  it('gets the environment it is given and no more, and no shell reads its arguments', async () => {
    const show = 'process.stdout.write(JSON.stringify([process.env.HOME, process.env.ONE, process.argv[1]]))';
    const args = ['-e', show, '$(id) > "x"'];
    const { stdout } = await runProgram(process.execPath, args, { cwd: '/', env: { ONE: '1' } });
    expect(JSON.parse(stdout)).toEqual([null, '1', '$(id) > "x"']);
    expect(withPath({ HOME: '/elsewhere' })).toEqual({ PATH: process.env['PATH'], HOME: '/elsewhere' });
  });
});
