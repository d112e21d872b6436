import { mkdir, mkdtemp, chmod, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runSqlPrompt } from '../../../build/shells/cli/commands/db/sql-prompt.ts';
import { runCommandLine } from '../../../build/shells/cli/run-command-line.ts';
import { acquireDatabase } from '../../../build/postgres/embedded/acquire-database.ts';
import { stopDatabase } from '../../../build/postgres/embedded/control-database.ts';
import { runCommand } from '../../support/running-command.ts';

describe('tessera db', () => {
  let project: string;

  const run = async (args: readonly string[], env: NodeJS.ProcessEnv = {}, input = '') => {
    const stdin = new PassThrough();
    stdin.end(input);
    const io = { stdout: new PassThrough(), stderr: new PassThrough(), stdin, env, cwd: project };
    const exitCode = await runCommandLine(['db', ...args], io);
    io.stdout.end();
    io.stderr.end();
    return { exitCode, stdout: await text(io.stdout), stderr: await text(io.stderr) };
  };
  const json = async (args: readonly string[]): Promise<unknown> =>
    JSON.parse((await run([...args, '--json'])).stdout);

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'tessera-db-'));
    await chmod(project, 0o755);
  });
  afterAll(async () => {
    await stopDatabase(project, true);
    await rm(project, { recursive: true, force: true });
  });

  it('starts a server that stays, says so, and stops it', async () => {
    expect(await run(['status'])).toMatchObject({ exitCode: 0, stdout: 'not running\n' });
    expect(await run(['start'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^PostgreSQL runs on 127\.0\.0\.1:\d+ until "tessera db stop"\n$/),
    });
    expect(await json(['start'])).toMatchObject({ ok: true, running: true, alreadyRunning: true });
    expect(await json(['status'])).toMatchObject({
      running: true,
      phase: 'ready',
      pinned: true,
      holders: [],
    });
    expect(await run(['stop'])).toMatchObject({ exitCode: 0, stdout: 'PostgreSQL stopped\n' });
    expect(await run(['stop'])).toMatchObject({ exitCode: 0, stdout: 'PostgreSQL was not running\n' });
  });

  it('says what it did when each command is a process of its own', async () => {
    const cli = join(import.meta.dirname, '..', '..', '..', 'bin', 'tessera.js');
    const tessera = async (command: string): Promise<unknown> =>
      await runCommand(process.execPath, [cli, 'db', command], project, {}).exited;
    expect(await tessera('start')).toMatchObject({
      code: 0,
      output: expect.stringContaining('PostgreSQL runs on'),
    });
    expect(await tessera('stop')).toMatchObject({ code: 0, output: 'PostgreSQL stopped\n' });
    expect(await tessera('stop')).toMatchObject({ code: 0, output: 'PostgreSQL was not running\n' });
  });

  it('names those who use it instead of stopping under them', async () => {
    const lease = await acquireDatabase(project, { purpose: 'tessera dev' });

    const stop = await run(['stop']);
    const reset = await run(['reset', '--yes']);

    expect(stop).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`tessera dev (process ${process.pid})`),
    });
    expect(reset).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('in use by tessera dev') });
    for (const args of [['stop'], ['reset', '--yes']]) {
      expect(await json(args)).toEqual({
        ok: false,
        diagnostics: [expect.objectContaining({ code: 'DATABASE.IN_USE', severity: 'error' })],
      });
    }
    expect((await run(['status'])).stdout).toContain(`tessera dev (process ${process.pid})`);
    await lease.release({ now: true });
  });

  it('prints a URL that answers, and nothing else', async () => {
    const { exitCode, stdout } = await run(['url']);
    const { stdin, stdout: rows, stderr } = streams('SELECT 1 AS one,\n  NULL AS nothing;\nnonsense;\n');

    expect(exitCode).toBe(0);
    expect(await runSqlPrompt(stdout.trim(), { stdin, stdout: rows, stderr, env: {}, cwd: project })).toBe(
      false,
    );
    expect(String(rows.read())).toBe('one | nothing\n----+--------\n1   |\n(1 row)\n');
    expect(String(stderr.read())).toContain('syntax error at or near "nonsense"');
  });

  it('resets only when told that it is meant', async () => {
    expect(await run(['reset'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') });
    expect(await run(['reset', '--yes', '--force'])).toMatchObject({ exitCode: 0 });
    expect(await json(['status'])).toMatchObject({ running: false });
  });

  it.each([['start'], ['reset', '--yes']])(
    'refuses %s while the project uses another database',
    async (...args) => {
      const answer = await run(args, { DATABASE_URL: 'postgresql://me:secret@elsewhere/db' });

      expect(answer).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('DATABASE_URL is set') });
      expect(answer.stderr).toContain('DATABASE.EXTERNAL');
      expect(answer.stderr + answer.stdout).not.toContain('secret');
    },
  );

  it('gives the URL of another database from .env', async () => {
    await writeFile(join(project, '.env'), 'DATABASE_URL=postgresql://elsewhere/db\n');
    expect(await run(['url'])).toMatchObject({ exitCode: 0, stdout: 'postgresql://elsewhere/db\n' });
    await rm(join(project, '.env'));
  });

  it('answers a wrong call and a blocked folder in words', async () => {
    const blocked = join(project, 'blocked');
    await mkdir(blocked);
    await writeFile(join(blocked, '.tessera'), 'a file');

    expect(await run(['status', '--project', 'nowhere'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('nowhere" is not a folder.'),
    });
    const answer = await run(['start', '--project', 'blocked']);
    expect(answer.exitCode).toBe(2);
    expect(answer.stderr).toContain('The embedded database is not usable');
    expect(answer.stderr).not.toContain('    at ');
    for (const [args, code] of [
      [['status', '--project', 'nowhere'], 'CALL.NO_PROJECT'],
      [['start', '--project', 'blocked'], 'MIGRATION.NO_SERVER'],
      [['mark', 'staging'], 'CALL.INVALID'],
      [['mark'], 'DATABASE.EMBEDDED'],
      [['psql'], 'CALL.INVALID'],
      [['reset'], 'CALL.INVALID'],
    ] as const) {
      expect(await json(args)).toMatchObject({ ok: false, diagnostics: [{ code }] });
    }
  });
});

function streams(input: string) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(input);
  return { stdin, stdout, stderr };
}
