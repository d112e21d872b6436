import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guardPrismaCommand } from '../../../build/shells/prisma/guard-prisma-command.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';
import { crmAndUsers } from '../lifecycle/lifecycle-project.ts';
import { serverUrl } from '../schema-engine/prisma-project.ts';

/** A workspace: the environment stands above the project, and the URL has a name of its own. */
let workspace: TempProject;
const projectDir = () => join(workspace.dir, 'apps/shop');
const writeEnvironment = (text: string) => {
  workspace.write('settings/shop.env', text);
};
beforeAll(() => {
  const files = Object.entries(crmAndUsers).map(([file, text]) => [`apps/shop/${file}`, text] as const);
  const settings = { envFile: '../../settings/shop.env', databaseUrlFrom: 'POSTGRES_URL' };
  workspace = createTempProject({
    ...Object.fromEntries(files),
    'apps/shop/package.json': '{ "name": "shop", "type": "module" }\n',
    'apps/shop/tessera.config.json': `${JSON.stringify(settings)}\n`,
    // Whoever takes these instead of the settings finds no server.
    'apps/shop/.env': 'DATABASE_URL=postgresql://me@127.0.0.1:1/wrong\nPORT=wrong\n',
  });
  writeEnvironment(`POSTGRES_URL=${serverUrl()}\n`);
  execFileSync('git', ['init', '-q'], { cwd: workspace.dir });
});
afterAll(() => {
  workspace.dispose();
});

async function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  const { exitCode, stdout, stderr } = await tessera(projectDir(), args, {
    PATH: process.env['PATH'],
    DATABASE_URL: 'postgresql://me@127.0.0.1:1/wrong',
    ...env,
  });
  return { exitCode, text: `${stdout}${stderr}` };
}
const findings = async (check: string) => {
  const { text } = await run(['doctor', '--json']);
  const { findings: all } = JSON.parse(text) as {
    findings: { check: string; message: string; mend?: string }[];
  };
  return all.filter((one) => one.check === check);
};

describe('a project whose environment stands elsewhere, under other names', () => {
  it.each([
    ['db url', ['db', 'url'], serverUrl()],
    ['db status', ['db', 'status'], 'POSTGRES_URL is set'],
    ['db start', ['db', 'start'], 'POSTGRES_URL is set'],
    ['db mark', ['db', 'mark'], 'is not marked as production'],
    ['component impact', ['component', 'impact', 'users', '--json'], '"database": true'],
  ])('%s uses it, and calls it by its name', async (_, args, expected) => {
    const { text } = await run(args);
    expect(text).toContain(expected);
    expect(text).not.toContain('DATABASE_URL');
  });

  it('is examined there', async () => {
    expect(await findings('environment')).toMatchObject([{ status: 'ok', message: 'POSTGRES_URL is set' }]);
    expect(await findings('database')).toMatchObject([{ status: 'ok' }]);
    expect(await findings('port')).not.toMatchObject([{ status: 'error' }]);
    const [ignored] = await findings('git-ignore');
    expect(ignored).toMatchObject({
      status: 'error',
      message: expect.stringContaining('../../settings/shop.env'),
      mend: expect.stringContaining(`printf '%s\\n' 'shop.env' >> ../../settings/.gitignore`),
    });
    workspace.write('settings/.gitignore', 'shop.env\n');
    expect((await findings('git-ignore'))[0]?.message).not.toContain('shop.env');
  });

  it('hears of a mistake in that file, by the names that stand there', async () => {
    writeEnvironment('POSTGRES_URL=mysql://me:hunter2@db/x\nPORT=nine\n');
    expect(await findings('environment')).toMatchObject([
      { message: expect.stringMatching(/^POSTGRES_URL \(\.\.\/\.\.\/settings\/shop\.env\) is wrong: /) },
    ]);
    expect(await findings('port')).toMatchObject([
      { mend: 'PORT=3000 in ../../settings/shop.env or the environment' },
    ]);
    writeEnvironment('POSTGRES_URL=postgresql://me@127.0.0.1:1/gone\n');
    expect(await findings('database')).toMatchObject([
      { mend: expect.stringContaining('MIGRATION_DATABASE_URL or POSTGRES_URL') },
    ]);
  });

  it('is told by which variable a database is named', async () => {
    writeEnvironment('TESSERA_ENV=production\n');
    const hint = 'set MIGRATION_DATABASE_URL or POSTGRES_URL to the PostgreSQL this command is for';
    expect(await guardPrismaCommand(projectDir(), ['migrate', 'deploy'], {})).toMatchObject([{ hint }]);
    expect((await run(['migrate', 'rollback', '--yes'])).text).toContain(hint);
    writeEnvironment('');
    expect((await run(['db', 'mark'])).text).toContain('set POSTGRES_URL (or MIGRATION_DATABASE_URL)');
  });
});
