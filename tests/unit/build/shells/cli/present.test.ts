import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { present } from '../../../../../build/shells/cli/present.ts';
import { type Diagnostic } from '../../../../../build/diagnostics/diagnostic.ts';
import {
  done,
  environmentFault,
  type Outcome,
  partly,
  refused,
} from '../../../../../build/diagnostics/outcome.ts';

const problem: Diagnostic = { code: 'ROOM.REASON', severity: 'error', message: 'It is in the way.' };

async function show(outcome: Outcome<{ readonly file: string }>, json: boolean) {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exitCode = await present(
    outcome,
    {
      projectDir: '/project',
      json,
      fields: (known) => ({ file: known?.file ?? null }),
      lines: ({ kind }) => [`it is ${kind}`],
    },
    { stdout, stderr, stdin, env: {}, cwd: '/project' },
  );
  stdout.end();
  stderr.end();
  return { exitCode, stdout: await text(stdout), stderr: await text(stderr) };
}

describe('an outcome at the command line', () => {
  const value = { file: 'a.sql' };

  it.each([
    ['done', done(value), 0],
    ['refused', refused<typeof value>([problem]), 1],
    ['environment', environmentFault<typeof value>([problem]), 2],
    ['partly', partly(value, ['Run it again.'], [problem]), 1],
  ] as const)('of kind %s decides the exit code and `ok`', async (_, outcome, exitCode) => {
    expect(await show(outcome, false)).toMatchObject({ exitCode });
    const { stdout, stderr, ...answer } = await show(outcome, true);
    expect(answer.exitCode).toBe(exitCode);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      ok: exitCode === 0,
      diagnostics: exitCode === 0 ? [] : [problem],
    });
  });

  it('says what is left to do where something was changed', async () => {
    const outcome = partly(value, ['Run it again.'], [problem]);
    expect(JSON.parse((await show(outcome, true)).stdout)).toEqual({
      ok: false,
      file: 'a.sql',
      left: ['Run it again.'],
      diagnostics: [problem],
    });
    const { stdout, stderr } = await show(outcome, false);
    expect(stdout).toBe('it is partly\ndone in part; left to do:\n  Run it again.\n');
    expect(stderr).toContain('ROOM.REASON: It is in the way.');
  });

  it('gives programs what is known of a refused call', async () => {
    expect(JSON.parse((await show(refused([problem], value), true)).stdout)).toMatchObject({ file: 'a.sql' });
    expect(JSON.parse((await show(refused([problem]), true)).stdout)).toMatchObject({ file: null });
  });

  it('that is a report of problems shows them on stdout, in the format that was asked for', async () => {
    const report = async (format: 'text' | 'json' | 'github' | 'sarif') => {
      const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
      const how = { projectDir: '/project', json: false, format, isReport: true, fields: () => ({}) };
      const exitCode = await present(refused([problem]), how, { stdout, stderr, stdin, env: {}, cwd: '/' });
      stdout.end();
      stderr.end();
      expect({ exitCode, stderr: await text(stderr) }).toEqual({ exitCode: 1, stderr: '' });
      return await text(stdout);
    };
    expect(await report('text')).toContain('error ROOM.REASON: It is in the way.');
    expect(await report('json')).toBe(`${JSON.stringify({ ok: false, diagnostics: [problem] })}\n`);
    expect(await report('github')).toMatch(/^::error .*It is in the way\./);
    expect(await report('sarif')).toContain('"ruleId": "ROOM.REASON"');
  });

  it('keeps the fields of a contract that has its own `ok` and its own place for diagnostics', async () => {
    const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const fields = () => ({ ok: true, diagnostics: [], changed: ['a'] });
    const how = { projectDir: '/project', json: true, fields };
    await present(refused([problem], value), how, { stdout, stderr, stdin, env: {}, cwd: '/' });
    stdout.end();
    const shape = { ok: true, diagnostics: [problem], changed: ['a'] };
    expect(await text(stdout)).toBe(`${JSON.stringify(shape, null, 2)}\n`);
  });
});
