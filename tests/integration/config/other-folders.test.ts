import { randomBytes } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';
import { crmAndUsers, prismaConfig } from '../lifecycle/lifecycle-project.ts';
import { query, run, serverUrl } from '../schema-engine/prisma-project.ts';

const repository = resolve('.');
const config = {
  componentsDir: 'parts',
  schemaDir: 'database/schema',
  migrationsDir: 'database/history',
  generatedDir: 'made',
};

let project: TempProject;
const database = new URL(serverUrl());
database.pathname = `/folders_${randomBytes(6).toString('hex')}`;
const env = { DATABASE_URL: database.href, TEST_DATABASE_URL: serverUrl() };

beforeAll(async () => {
  const files = Object.entries(crmAndUsers).map(([file, text]) => [
    file.replace('src/components/', 'parts/'),
    text,
  ]);
  project = createTempProject({
    'package.json': '{ "name": "shop", "type": "module" }\n',
    'prisma.config.ts': prismaConfig,
    'tessera.config.json': `${JSON.stringify(config)}\n`,
    ...(Object.fromEntries(files) as Record<string, string>),
  });
  symlinkSync(join(repository, 'node_modules'), join(project.dir, 'node_modules'), 'dir');
  const made = await prisma('migrate', 'dev', '--name', 'init');
  expect(made).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await query(serverUrl(), `DROP DATABASE IF EXISTS "${database.pathname.slice(1)}" WITH (FORCE)`);
  project.dispose();
});

const prisma = (...args: string[]) =>
  run(process.execPath, [join(repository, 'node_modules/prisma/build/index.js'), ...args], project.dir, env);
const jsonWith = async (more: NodeJS.ProcessEnv, ...args: string[]): Promise<Record<string, unknown>> => {
  const { exitCode, stdout } = await tessera(project.dir, [...args, '--json'], { ...env, ...more });
  return { exitCode, ...(JSON.parse(stdout) as Record<string, unknown>) };
};
const json = (...args: string[]) => jsonWith({}, ...args);
const history = (): string[] => Object.keys(project.tree('database/history'));

describe('a project whose folders have other names', () => {
  it('is composed, and migrated by Prisma, in these folders only', async () => {
    expect(history()).toContainEqual(expect.stringMatching(/_init\/migration\.sql$/));
    expect(Object.keys(project.tree('database/schema')).sort()).toEqual([
      'crm.prisma',
      'main.prisma',
      'users.prisma',
    ]);
    expect([project.has('prisma'), project.has('src')]).toEqual([false, false]);
    expect(await json('compose')).toMatchObject({ exitCode: 0, changed: ['made/components.ts'] });
  });

  it('is not of another branch for db push', async () => {
    expect(await prisma('db', 'push')).toMatchObject({ code: 0 });
  });

  it('is recorded, checked, reversed and rolled back', async () => {
    expect(await json('migrate', 'record')).toMatchObject({
      exitCode: 0,
      recorded: [expect.stringMatching(/^database\/history\/\d+_init\/migration\.owners\.json$/)],
    });
    expect(await json('migrate', 'check')).toMatchObject({ exitCode: 0, migrations: 1 });
    expect(await json('migrate', 'plan')).toMatchObject({ exitCode: 0 });
    expect(await json('migrate', 'down')).toMatchObject({ exitCode: 0, downs: [{ ok: true }] });
    expect(history()).toContainEqual(expect.stringMatching(/_init\/down\.sql$/));
    expect(await json('doctor')).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ check: 'migrations', message: 'every migration is applied' }),
      ]),
    });
    expect(await json('migrate', 'rollback', '--yes')).toMatchObject({ exitCode: 0, rolledBack: [{}] });
    expect(await prisma('migrate', 'deploy')).toMatchObject({ code: 0 });
  });

  it('is looked at in the database that migrations run on', async () => {
    const owner = {
      DATABASE_URL: 'postgresql://app@127.0.0.1:1/nothing',
      MIGRATION_DATABASE_URL: database.href,
    };
    expect(await jsonWith(owner, 'component', 'impact', 'crm')).toMatchObject({
      exitCode: 0,
      rows: { database: true },
    });
    expect(await jsonWith(owner, 'doctor')).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ check: 'migrations', message: 'every migration is applied' }),
      ]),
    });
  });

  it('is purged by a migration that stands with the others', async () => {
    expect(await json('component', 'impact', 'crm')).toMatchObject({ exitCode: 0 });
    expect(await json('component', 'retire', 'crm')).toMatchObject({ exitCode: 0 });
    expect(await json('component', 'purge', 'crm', '--confirm', 'crm')).toMatchObject({
      exitCode: 0,
      migration: expect.stringMatching(/^database\/history\/\d+_purge_crm$/),
    });
  });
});
