import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { runCommandLine } from '../../../build/shells/cli/run-command-line.ts';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const Report = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({ check: z.string(), status: z.string(), message: z.string(), mend: z.string().optional() }),
  ),
});

let project: TempProject;
beforeEach(() => {
  project = createTempProject();
});
afterEach(() => {
  project.dispose();
});

async function doctor(env: NodeJS.ProcessEnv = {}, ...args: string[]) {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exitCode = await runCommandLine(['doctor', ...args], {
    stdout,
    stderr,
    stdin,
    env,
    cwd: project.dir,
  });
  stdout.end();
  return { exitCode, stdout: await text(stdout) };
}

async function doctorJson(env: NodeJS.ProcessEnv = {}) {
  const { exitCode, stdout } = await doctor(env, '--json');
  const { ok, findings } = Report.parse(JSON.parse(stdout));
  const of = (check: string) => findings.filter((finding) => finding.check === check);
  return { exitCode, ok, findings, of, stdout };
}

describe('tessera doctor', () => {
  const database = useTestDatabase();

  it('looks at an empty folder without complaint', async () => {
    const { exitCode, ok, findings } = await doctorJson({ PORT: '0' });

    expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
    expect({ exitCode, ok }).toEqual({ exitCode: 0, ok: true });
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set(
        'node npm install-scripts prisma lockfile git-ignore environment database migrations port disk components'.split(
          ' ',
        ),
      ),
    );
  });

  it('tells everything at once, each problem with what mends it', async () => {
    execFileSync('git', ['init', '-q'], { cwd: project.dir });
    project.write('package.json', '{ "dependencies": { "prisma": "8.0.0" } }');
    project.write('src/components/crm/prisma/schema.prisma', 'model Deal {\n  id Unknown @id\n}\n');
    project.write('.env', 'DATABASE_URL=nothing://x:hunter2@y/z\nPORT=all\n');

    const { exitCode, findings, stdout } = await doctorJson();

    const errors = findings.filter(({ status }) => status === 'error');
    expect(errors.map(({ check }) => check).sort()).toEqual([
      'components',
      'environment',
      'git-ignore',
      'lockfile',
      'port',
      'prisma',
    ]);
    expect(errors.filter(({ mend }) => mend === undefined)).toEqual([]);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('hunter2');
  });

  it('is content once the git-ignore entries it proposed are there, until .env is tracked', async () => {
    execFileSync('git', ['init', '-q'], { cwd: project.dir });
    const [before] = (await doctorJson()).of('git-ignore');
    execFileSync('sh', ['-c', before?.mend ?? 'false'], { cwd: project.dir });
    expect((await doctorJson()).of('git-ignore')).toMatchObject([{ status: 'ok' }]);

    project.write('.env', 'PORT=0\n');
    execFileSync('git', ['add', '-f', '.env'], { cwd: project.dir });
    expect((await doctorJson()).of('git-ignore')).toMatchObject([
      { status: 'error', mend: 'git rm -r --cached .env' },
    ]);
  });

  it('says which extensions the database server lacks', async () => {
    project.write('tessera.config.json', '{ "extensions": ["no_such_extension"] }');
    project.write('src/components/mail/prisma/schema.prisma', 'model M {\n  id String @id @db.Citext\n}\n');
    project.write('src/components/mail/component.json', '{ "extensions": ["nor_this_one"] }');

    const { exitCode, of } = await doctorJson({ DATABASE_URL: database.url, PORT: '0' });

    const message = 'The database server lacks no_such_extension, nor_this_one, which the project needs.';
    expect(of('extensions')).toMatchObject([{ status: 'error', message }]);
    expect(exitCode).toBe(2);
  });

  it('compares a database with the committed migrations', async () => {
    const env = { DATABASE_URL: database.url, PORT: '0' };
    project.write('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
    project.write('prisma/migrations/20990101000000_new/migration.sql', 'SELECT 1;\n');

    const { exitCode, of, stdout } = await doctorJson(env);

    expect(of('database')).toMatchObject([{ status: 'ok' }]);
    expect(of('migrations')).toMatchObject([
      {
        status: 'warning',
        message: 'Not applied yet: 20990101000000_new.',
        mend: 'npx prisma migrate deploy',
      },
      { status: 'warning', message: expect.stringContaining('20261121100000_demo') },
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain(new URL(database.url).password || 'no password');
  });

  it('exits with 2 when the database does not answer, without its password', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    const address = await new Promise<unknown>((resolve) => {
      server.once('listening', () => {
        resolve(server.address());
      });
    });
    const { port } = z.object({ port: z.number() }).parse(address);
    await new Promise((resolve) => server.close(resolve));

    const { exitCode, of, stdout } = await doctorJson({
      DATABASE_URL: `postgresql://me:hunter2@127.0.0.1:${port}/x`,
      PORT: '0',
    });

    expect(exitCode).toBe(2);
    expect(of('database')).toMatchObject([{ status: 'error', mend: expect.any(String) }]);
    expect(stdout).not.toContain('hunter2');
  });

  it('names the port that is taken and another one', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(server.address());
    try {
      expect((await doctorJson({ PORT: String(port) })).of('port')).toMatchObject([
        { status: 'warning', message: expect.stringContaining(`Port ${port} is in use`) },
      ]);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('prints lines for people', async () => {
    mkdirSync(join(project.dir, 'src/components/Bad Name'), { recursive: true });

    const { exitCode, stdout } = await doctor({ PORT: '0' });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^error {4}components: .*1 error/m);
    expect(stdout).toContain('mend: npx tessera compose');
  });

  it('refuses a project that is no folder', async () => {
    const { exitCode, stdout } = await doctor({}, '--project', 'nowhere', '--json');
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      findings: [],
      diagnostics: [{ code: 'CALL.NO_PROJECT' }],
    });
  });
});
