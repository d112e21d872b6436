import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@/database/test-utils';
import { guardDatabase } from '../../../build/use-cases/migrate/guard/guard-database.ts';
import { preparePrismaCommand } from '../../../build/shells/prisma/prepare-prisma-command.ts';
import { diffSchemas } from '../../../build/prisma-engine/diff-schemas.ts';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { createEngineApi } from '../../../build/prisma-engine/engine-api.ts';
import { tessera } from '../../support/tessera.ts';
import { query } from '../schema-engine/prisma-project.ts';

let projectDir: string;
let database: TestDatabase;
beforeAll(async () => {
  projectDir = await mkdtemp(join(tmpdir(), 'tessera-guard-'));
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(projectDir, { recursive: true });
});

const command = 'npx prisma migrate reset';
const codes = async (url: string, env: NodeJS.ProcessEnv = {}) =>
  (await guardDatabase({ projectDir, env, url, command })).map(({ code }) => code);
const mark = (as: string, env: NodeJS.ProcessEnv = {}) =>
  tessera(projectDir, ['db', 'mark', as, '--json'], { DATABASE_URL: database.url, ...env });

describe('a command that can lose data', () => {
  it('may touch a local database that nothing calls production', async () => {
    expect(await codes(database.url)).toEqual([]);
    expect(await codes(database.url, { NODE_ENV: 'development', TESSERA_ENV: 'staging' })).toEqual([]);
  });

  it('may make a local database that does not exist yet', async () => {
    expect(await codes(database.url.replace(database.name, 'nobody_made_this'))).toEqual([]);
  });

  it('is kept from a database on another machine, and from one that cannot be asked', async () => {
    // 127.0.0.1 by a name that does not say so; nobody listens on port 1.
    const url = 'postgresql://me@db.invalid:1/crm';
    expect(await codes(url)).toEqual(['GUARD.NOT_LOCAL', 'GUARD.NO_ANSWER']);
    expect(await codes('postgresql://me@127.0.0.1:1/crm')).toEqual(['GUARD.NO_ANSWER']);
  });

  it('is told how to go on, by the very host and for this call', async () => {
    const [refusal] = await guardDatabase({
      projectDir,
      env: {},
      url: 'postgresql://me@db.invalid/crm',
      command,
    });
    expect(refusal?.hint).toContain('TESSERA_ALLOW_HOST=db.invalid npx prisma migrate reset');
    expect(await codes('postgresql://me@db.invalid/crm', { TESSERA_ALLOW_HOST: 'db.invalid' })).toEqual([]);
    expect(
      await codes('postgresql://me@db.invalid/crm', { TESSERA_ALLOW_HOST: 'other.invalid' }),
    ).not.toEqual([]);
  });

  it.each([{ NODE_ENV: 'production' }, { TESSERA_ENV: 'production' }])(
    'is kept where %j is set',
    async (env) => {
      expect(await codes(database.url, env)).toEqual(['GUARD.PRODUCTION_ENVIRONMENT']);
    },
  );

  it('reads the environment of .env, and no allowance from it', async () => {
    const file = join(projectDir, '.env');
    await writeFile(file, 'TESSERA_ENV=production\nTESSERA_ALLOW_HOST=127.0.0.1\n');
    try {
      expect(await codes(database.url)).toEqual(['GUARD.PRODUCTION_ENVIRONMENT']);
    } finally {
      await rm(file);
    }
  });
});

describe('a database marked as production', () => {
  const dir = join(import.meta.dirname, '../../../prisma/migrations');
  afterEach(async () => {
    await mark('development', { TESSERA_ALLOW_HOST: '127.0.0.1' });
  });

  it('is guarded on this machine, until the mark is taken away by its host', async () => {
    expect(await mark('production')).toMatchObject({ exitCode: 0 });
    expect(await mark('production')).toMatchObject({ exitCode: 0 });
    expect(await codes(database.url)).toEqual(['GUARD.PRODUCTION_DATABASE']);
    expect(await codes(database.url, { TESSERA_ALLOW_HOST: '127.0.0.1' })).toEqual([]);
    const refused = await mark('development');
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stdout).toContain('TESSERA_ALLOW_HOST=127.0.0.1 tessera db mark development');
    await mark('development', { TESSERA_ALLOW_HOST: '127.0.0.1' });
    expect(await codes(database.url)).toEqual([]);
  });

  it('has a mark that Prisma sees neither as drift nor as something to drop', async () => {
    const own = await createTestDatabase();
    try {
      await mark('production', { DATABASE_URL: own.url });
      const target = { url: own.url };
      const difference = await diffSchemas({ kind: 'migrations', dir }, { kind: 'database' }, { target });
      expect(difference).toMatchObject({ isEmpty: true });
      await resetAsPrismaDoes(own.url);
      expect(await query(own.url, `SELECT FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
      expect(await codes(own.url)).toEqual(['GUARD.PRODUCTION_DATABASE']);
    } finally {
      await own.drop();
    }
  });

  it('is guarded against a role that may not read the mark', async () => {
    await mark('production');
    await query(database.url, 'REVOKE ALL ON SCHEMA tessera FROM PUBLIC');
    const role = `reader_${database.name.slice(-8)}`;
    await query(database.url, `CREATE ROLE "${role}" LOGIN PASSWORD 'x'`);
    try {
      const url = new URL(database.url);
      [url.username, url.password] = [role, 'x'];
      expect(await codes(url.href)).toEqual(['GUARD.NO_ANSWER']);
    } finally {
      await query(database.url, `DROP ROLE "${role}"`);
    }
  });

  it('is never emptied as a shadow database', async () => {
    const other = await createTestDatabase();
    try {
      await mark('production');
      const target = { url: other.url, shadowDatabaseUrl: database.url };
      await expect(diffSchemas({ kind: 'migrations', dir }, { kind: 'empty' }, { target })).rejects.toThrow(
        'is marked as production and will not be emptied',
      );
      expect(await query(database.url, 'SELECT FROM "_prisma_migrations"')).not.toEqual([]);
    } finally {
      await other.drop();
    }
  });

  it('is never the embedded one', async () => {
    const refused = await tessera(projectDir, ['db', 'mark', 'production']);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('for development') });
  });
});

describe("Prisma's command line", () => {
  async function prepare(args: string, env: NodeJS.ProcessEnv): Promise<string> {
    let said = '';
    const write = (text: string): void => void (said += text);
    await expect(
      preparePrismaCommand(projectDir, { args: args.split(' '), env, write, color: false }),
    ).rejects.toThrow();
    return said;
  }

  it.each(['migrate dev --name x', 'migrate reset --force', 'db push --force-reset'])(
    '%s stops before anything is read or written',
    async (args) => {
      const [name = '', sub = ''] = args.split(' ');
      const said = await prepare(args, { DATABASE_URL: 'postgresql://me:secret@db.invalid/crm' });
      expect(said).toContain(`TESSERA_ALLOW_HOST=db.invalid npx prisma ${name} ${sub}`);
      expect(said).not.toContain('secret');
    },
  );

  it('looks at the database of --url, which is the one that would be changed', async () => {
    const args = 'db push --url postgresql://me:secret@db.invalid/crm';
    const said = await prepare(args, { DATABASE_URL: database.url });
    expect(said).toContain('"crm" on db.invalid');
    expect(said).not.toContain('secret');
  });

  it.each(['migrate deploy', 'migrate status', 'db seed'])(
    '%s takes no embedded database in production',
    async (args) => {
      const said = await prepare(args, { NODE_ENV: 'production' });
      expect(said).toContain('GUARD.NO_DATABASE_NAMED');
      expect(said).toContain('set MIGRATION_DATABASE_URL or DATABASE_URL');
    },
  );
});

async function resetAsPrismaDoes(url: string): Promise<void> {
  const main = parseConnectionUrl(url, projectDir);
  const settings = { main, shadow: undefined, datamodels: [], log: () => undefined };
  const api = createEngineApi({ ...settings, disableAdvisoryLock: false, baseDir: projectDir }, () =>
    Promise.resolve(),
  );
  await api.handle('reset', { filter: { externalTables: [], externalEnums: [] } });
  await api.close();
}
