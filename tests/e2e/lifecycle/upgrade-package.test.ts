import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { listPendingMigrations } from '../../../build/prisma-engine/list-pending-migrations.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { query, serverUrl } from '../../integration/schema-engine/prisma-project.ts';
import { npm, packPackage } from '../../support/pack-package.ts';
import { createProjectCopy, type ProjectCopy } from '../../support/project-copy.ts';
import { runCommand } from '../../support/running-command.ts';
import { tessera } from '../../support/tessera.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

// The component is tested, in a Jest of its own, twice.
jest.setTimeout(300_000);

let root: string;
let project: ProjectCopy;
let database: TestDatabase;

const pack = (version: string, field = ''): string =>
  packPackage(
    project,
    { name: '@acme/tessera-guests', version, tessera: {} },
    { 'prisma/schema.prisma': `model Guest {\n  id Int @id\n${field}}\n` },
  );
const migrations = () => project.path('prisma/migrations');
const history = () => readdirSync(migrations()).filter((name) => !name.endsWith('.toml'));
const installed = (): unknown =>
  JSON.parse(readFileSync(project.path('node_modules/@acme/tessera-guests/package.json'), 'utf8'));

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-upgrade-')));
  chmodSync(root, 0o711);
  project = createProjectCopy({ parent: root, components: [] });
  // The packages of this repository are found above; npm works in the project's own folder, which has nothing of them.
  unlinkSync(project.path('node_modules'));
  mkdirSync(project.path('node_modules'));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  project.remove('package-lock.json');
  project.write('package.json', '{ "name": "shop", "version": "1.0.0", "type": "module" }\n');
  // This project has no package of ours: its door is the repository's own.
  const door = pathToFileURL(resolve('bin/doors/jest.js')).href;
  project.write(
    'jest.config.js',
    readFileSync('jest.config.js', 'utf8').replace('nestjs-tessera/jest', door),
  );
  project.write('tessera.config.json', '{ "packages": ["@acme/tessera-guests"] }\n');
  project.write(
    'prisma/migrations/20260101000000_init/migration.sql',
    'CREATE TABLE "Guest" ("id" INTEGER NOT NULL, CONSTRAINT "Guest_pkey" PRIMARY KEY ("id"));\n',
  );
  project.write('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
  npm(project.dir, 'install', pack('1.0.0'));
  database = await createTestDatabase();
  await query(database.url, emptyDatabase);
  await applyMigrations({ url: database.url }, migrations());
  await query(database.url, 'INSERT INTO "Guest" VALUES (1)');
  expect(await tessera(project.dir, ['compose'])).toMatchObject({ exitCode: 0 });
});
afterAll(async () => {
  await database.drop();
  rmSync(root, { recursive: true, force: true });
});

describe('tessera component upgrade of a package', () => {
  it('installs what was rehearsed; killed before the database has it, the same command ends it', async () => {
    const args = ['component', 'upgrade', 'guests', pack('2.0.0', '  nickname String?\n'), '--json'];
    const env = { DATABASE_URL: database.url, TEST_DATABASE_URL: serverUrl() };
    // The lock under which a database is migrated; the one of the copy is another.
    const holder = new pg.Client(database.url);
    // A failed test drops the database under it.
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(72707369)');
    const command = runCommand(process.execPath, [resolve('bin/tessera.js'), ...args], project.dir, env);
    const isOver = command.exited.then(({ output }) => output);
    const waits = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369 AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    const reached = async (): Promise<undefined> => {
      while ((await query(database.url, waits)).length === 0)
        await new Promise((done) => setTimeout(done, 50));
    };
    expect(await Promise.race([reached(), isOver])).toBeUndefined();
    command.kill();
    await command.exited;
    await holder.end();

    expect(installed()).toMatchObject({ version: '2.0.0' });
    expect(JSON.parse(readFileSync(project.path('package.json'), 'utf8'))).toMatchObject({
      dependencies: { '@acme/tessera-guests': expect.stringMatching(/^file:.*-2\.0\.0\.tgz$/) },
    });
    const written = history();
    expect(written).toEqual(['20260101000000_init', expect.stringMatching(/_upgrade_guests$/)]);
    expect(await listPendingMigrations({ url: database.url }, migrations())).toMatchObject({
      pending: written.slice(1),
      failed: [],
    });

    const { exitCode, stdout } = await tessera(project.dir, args, { ...env, ...pathAndHome() });
    expect({ exitCode, report: JSON.parse(stdout) as unknown }).toMatchObject({
      exitCode: 0,
      report: { ok: true, go: true, done: true, to: '2.0.0', plan: '', tested: ['guests'] },
    });
    expect(history()).toEqual(written);
    expect(await listPendingMigrations({ url: database.url }, migrations())).toMatchObject({ pending: [] });
    expect(await query(database.url, 'SELECT * FROM "Guest"')).toEqual([{ id: 1, nickname: null }]);
    expect(JSON.parse(readFileSync(project.path('components.lock.json'), 'utf8'))).toMatchObject({
      components: { guests: { version: '2.0.0' } },
    });
  });
});

function pathAndHome(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME };
}
