import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { copyFixture, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';
import { serverUrl } from '../schema-engine/prisma-project.ts';
import { createExistingShop, type ExistingShop, shop } from './existing-shop.ts';

const migrations = ['20240101120000_init', '20240301090000_search_and_views'] as const;
const [init, byHand] = migrations;
const sqlFile = (id: string): string => `prisma/migrations/${id}/migration.sql`;

/** All that is there, without what commands keep for themselves. */
const everything = (project: TempProject): string[] =>
  Object.keys(project.tree('.')).filter((file) => !/^\.tessera\/(\.gitignore|compose\.lock)/.test(file));

describe('tessera adopt', () => {
  let project: ExistingShop;
  beforeEach(async () => {
    project = await createExistingShop();
  });
  afterEach(async () => {
    await project.end();
  });
  const run = (args: string) => project.json(`adopt ${args}`.trim());
  const push = async (): Promise<void> => {
    for (const id of migrations) await project.sql(project.read(sqlFile(id)));
  };

  it('reports what is there, what is proved and what it would write, and writes nothing', async () => {
    const before = everything(project);
    expect(await run('--dry-run')).toMatchObject({
      exitCode: 0,
      application: {
        name: 'existing-shop',
        versions: { nest: '^11.1.0', prisma: '^6.19.0', typescript: '^5.9.0' },
        modules: 'CommonJS',
        schema: 'prisma/schema.prisma',
        migrationsDir: 'prisma/migrations',
        migrations,
        models: 5,
        databaseUrlFrom: 'SHOP_DATABASE_URL',
        generators: [
          { name: 'client', provider: 'prisma-client-js' },
          { name: 'dbml', provider: 'prisma-dbml-generator' },
        ],
      },
      unseen: {
        check: ['public.invoice_lines.cents_are_positive'],
        function: ['invoice_total(integer)'],
        view: ['public.open_invoices'],
      },
      database: { from: 'SHOP_DATABASE_URL', state: 'empty', pending: migrations },
      wouldWrite: expect.arrayContaining(['tessera.config.json', 'components.lock.json']),
      done: false,
      diagnostics: [{ code: 'ADOPT.NO_GIT', severity: 'warning' }],
    });
    expect(everything(project)).toEqual(before);
  });

  it('leaves every file of the application as it is, and takes all of its own back', async () => {
    const [before, own] = [everything(project), project.own()];
    const adopted = await project.tessera('adopt');
    expect(adopted).toMatchObject({ exitCode: 0 });
    expect(adopted.stdout).toContain('wrote tessera.config.json\n');
    expect(project.own()).toEqual(own);
    expect(JSON.parse(project.read('tessera.config.json'))).toEqual({
      components: [{ name: 'app', schema: 'prisma/schema.prisma' }],
      schemaDir: '.tessera/schema',
      generatedDir: '.tessera/generated',
      databaseUrlFrom: 'SHOP_DATABASE_URL',
      generator: { moduleFormat: 'cjs', importFileExtension: '' },
    });
    expect(await project.json('compose --check')).toMatchObject({ exitCode: 0 });
    expect(await project.json('migrate check')).toMatchObject({ exitCode: 0, diagnostics: [] });
    expect(await run('')).toMatchObject({ exitCode: 1, diagnostics: [{ code: 'ADOPT.ADOPTED' }] });

    expect(await run('--undo')).toMatchObject({
      exitCode: 0,
      removed: expect.arrayContaining(['.tessera/schema']),
    });
    expect(everything(project)).toEqual(before);
    expect(project.own()).toEqual(own);
    expect(await run('--undo')).toMatchObject({ exitCode: 1, diagnostics: [{ code: 'ADOPT.NOT_ADOPTED' }] });
  });

  it('marks migrations as applied only where it is told to and the database agrees, and takes the marks back', async () => {
    await push();
    await project.sql(`INSERT INTO "User" (email) VALUES ('a@example.org')`);
    expect(await run('--dry-run')).toMatchObject({
      exitCode: 0,
      database: { state: 'equal', applied: [], pending: [], unrecorded: migrations },
    });
    expect(await project.sql(`SELECT to_regclass('_prisma_migrations') AS record`)).toEqual([
      { record: null },
    ]);

    expect(await run('--database-url-from SHOP_DATABASE_URL')).toMatchObject({
      exitCode: 0,
      marked: migrations,
    });
    const rows =
      'SELECT migration_name AS name, finished_at IS NOT NULL AS done FROM _prisma_migrations ORDER BY 1';
    expect(await project.sql(rows)).toEqual(migrations.map((name) => ({ name, done: true })));
    // Prisma finds nothing left to do, and nothing changed.
    expect(await applyMigrations({ url: project.url }, join(project.dir, 'prisma/migrations'))).toEqual([]);

    expect(await run('--undo')).toMatchObject({ exitCode: 0, unmarked: migrations });
    expect(await project.sql(`SELECT to_regclass('_prisma_migrations') AS record`)).toEqual([
      { record: null },
    ]);
    expect(await project.sql('SELECT email FROM "User"')).toEqual([{ email: 'a@example.org' }]);
  });

  it('names every object that the database has differently, and neither writes nor marks', async () => {
    await push();
    await project.sql(`
      CREATE TABLE "Legacy" ("id" SERIAL PRIMARY KEY);
      CREATE INDEX "orders_by_title" ON "Order" ("title");
      ALTER TABLE "User" ADD COLUMN "phone" TEXT;
      ALTER TABLE "invoice_lines" DROP CONSTRAINT "cents_are_positive";
      DROP VIEW "open_invoices";
      CREATE OR REPLACE FUNCTION "invoice_total"(invoice INTEGER) RETURNS BIGINT LANGUAGE sql STABLE AS $$ SELECT 0::bigint $$;
      CREATE SCHEMA "others"; CREATE TABLE "others"."jobs" ("id" INT);
      GRANT SELECT ON "Tag" TO PUBLIC;`);
    const before = everything(project);
    const answer = await run('--database-url-from SHOP_DATABASE_URL');
    expect(answer).toMatchObject({ exitCode: 1, done: false, database: { state: 'different' } });
    const found = answer['diagnostics'] as { code: string; message: string; hint: string }[];
    expect(
      found
        .filter(({ code }) => code === 'ADOPT.DATABASE_DIFFERS')
        .map(({ message }) => message)
        .sort(),
    ).toEqual([
      'The database in SHOP_DATABASE_URL has column public."User".phone, and no migration makes it.',
      'The database in SHOP_DATABASE_URL has index public.orders_by_title, and no migration makes it.',
      'The database in SHOP_DATABASE_URL has table public."Legacy", and no migration makes it.',
      expect.stringMatching(
        /^The function invoice_total\(integer\) is ".*SELECT 0::bigint.*" in the database/,
      ),
      'The migrations make constraint public.invoice_lines.cents_are_positive, and the database in SHOP_DATABASE_URL does not have it.',
      'The migrations make view public.open_invoices, and the database in SHOP_DATABASE_URL does not have it.',
    ]);
    expect(found.find(({ message }) => message.includes('orders_by_title'))?.hint).toBe(
      'Declare it: a migration with CREATE INDEX orders_by_title ON public."Order" USING btree (title); that is marked as applied there. Or drop it there: DROP INDEX public.orders_by_title;',
    );
    expect(everything(project)).toEqual(before);
    expect(await project.sql(`SELECT to_regclass('_prisma_migrations') AS record`)).toEqual([
      { record: null },
    ]);
  });

  it('compares a database that lacks the newest migrations with those it has', async () => {
    const folder = join(project.dir, 'prisma/migrations');
    const later = project.read(sqlFile(byHand));
    project.remove(`prisma/migrations/${byHand}`);
    await applyMigrations({ url: project.url }, folder);
    project.write(sqlFile(byHand), later);
    expect(await run('--dry-run')).toMatchObject({
      exitCode: 0,
      database: { state: 'equal', applied: [init], pending: [byHand], unrecorded: [] },
    });
    await project.sql('UPDATE _prisma_migrations SET finished_at = NULL');
    expect(await run('--dry-run')).toMatchObject({
      exitCode: 1,
      diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'ADOPT.DATABASE_UNFINISHED' })]),
    });
  });

  it('says how to declare an index that a migration made by hand, and is content when it is declared', async () => {
    project.write(
      sqlFile('20240401000000_title'),
      'CREATE EXTENSION IF NOT EXISTS pg_trgm;\r\nCREATE INDEX "order_titles" ON "Order" USING GIN ("title" gin_trgm_ops);\r\n',
    );
    const answer = await run('--dry-run');
    expect(answer).toMatchObject({
      exitCode: 1,
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          code: 'ADOPT.SCHEMA_DIFFERS',
          location: expect.objectContaining({ file: 'prisma/schema.prisma', line: 29 }),
        }),
      ]),
    });
    const found = answer['diagnostics'] as { hint?: string }[];
    const line = found.flatMap(
      ({ hint = '' }) => /^Declare it: (@@index.*) in Order /.exec(hint)?.[1] ?? [],
    )[0];
    expect(line).toContain('map: "order_titles"');
    const schema = project.read('prisma/schema.prisma');
    project.write(
      'prisma/schema.prisma',
      schema
        .replace('  tags     Tag[]\n', `  tags     Tag[]\n\n  ${String(line)}\n`)
        .replaceAll('\n', '\r\n'),
    );
    expect(await run('--dry-run')).toMatchObject({ exitCode: 0 });
  });

  it('warns of changes that are not committed, and keeps what was changed since', async () => {
    execFileSync('git', ['init', '--quiet', project.dir]);
    expect(await run('')).toMatchObject({
      exitCode: 0,
      diagnostics: [{ code: 'ADOPT.UNCOMMITTED', severity: 'warning' }],
    });
    project.write('tessera.config.json', project.read('tessera.config.json').replace('"app"', '"shop"'));
    expect(await run('--undo')).toMatchObject({
      exitCode: 1,
      left: ['Remove tessera.config.json if nothing in it is needed.'],
      diagnostics: [{ code: 'ADOPT.CHANGED_SINCE', location: { file: 'tessera.config.json' } }],
    });
    expect(project.has('components.lock.json')).toBe(false);
  });

  it('leaves nothing half-written where the disk refuses', async () => {
    const before = everything(project);
    // The second record cannot be written: by then settings and the first are there.
    project.write(`${sqlFile(byHand).replace('.sql', '.owners.json')}.${String(process.pid)}.tmp/x`, '');
    project.write('.tessera/schema', 'a file where a folder belongs');
    expect(await run('')).toMatchObject({ exitCode: 2, diagnostics: [{ code: 'ENVIRONMENT.FILE_SYSTEM' }] });
    project.remove('.tessera/schema');
    expect(await run('')).toMatchObject({
      exitCode: 2,
      diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'ENVIRONMENT.FILE_SYSTEM' })]),
    });
    expect(everything(project)).toEqual(before);
  });
});

describe('tessera adopt, where it cannot', () => {
  let project: TempProject;
  beforeAll(() => {
    project = copyFixture(shop);
  });
  afterAll(() => {
    project.dispose();
  });
  const env = { TEST_DATABASE_URL: serverUrl() };
  /** The codes of the errors with the changes in place, which are taken back. */
  async function refusal(
    changes: Readonly<Record<string, string | undefined>>,
    args: readonly string[] = [],
  ) {
    const kept = new Map(
      Object.keys(changes).map((file) => [file, project.has(file) ? project.read(file) : undefined]),
    );
    const put = (file: string, text: string | undefined): void => {
      if (text !== undefined) project.write(file, text);
      else if (project.has(file)) project.remove(file.endsWith('.sql') ? dirname(file) : file);
    };
    for (const [file, text] of Object.entries(changes)) put(file, text);
    const before = everything(project);
    const { exitCode, stdout } = await tessera(project.dir, ['adopt', '--json', ...args], env);
    expect(everything(project)).toEqual(before);
    for (const [file, text] of kept) put(file, text);
    const { diagnostics, renames } = JSON.parse(stdout) as {
      diagnostics: { code: string; severity: string; hint: string; location?: { line: number } }[];
      renames?: unknown;
    };
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    return { exitCode, codes: errors.map(({ code }) => code), errors, renames };
  }
  const schema = 'prisma/schema.prisma';
  const changed = (from: string | RegExp, to: string): Record<string, string> => ({
    [schema]: copyOf(schema).replace(from, to),
  });
  const copyOf = (file: string): string => project.read(file);

  it('refuses another provider, an empty schema and keys of views, each at its place', async () => {
    expect(await refusal(changed('"postgresql"', '"mysql"'))).toMatchObject({
      exitCode: 1,
      codes: ['ADOPT.PROVIDER'],
      errors: [{ location: { line: 11 } }],
    });
    expect(await refusal({ [schema]: 'datasource db {\n  provider = "postgresql"\n}\n' })).toMatchObject({
      codes: ['ADOPT.NO_MODELS'],
    });
    const view = 'view Open {\n  id Int\n\n  @@id([id])\n  @@map("open_invoices")\n}\n';
    expect(await refusal({ [schema]: `${copyOf(schema)}\n${view}` })).toMatchObject({
      codes: ['ADOPT.VIEW_KEY'],
    });
  });

  it('refuses a history that is not there, that new migrations would not follow, or that cannot be replayed', async () => {
    const none = Object.fromEntries(migrations.map((id) => [sqlFile(id), undefined]));
    expect(await refusal(none)).toMatchObject({ exitCode: 1, codes: ['ADOPT.NO_MIGRATIONS'] });
    const late = 'SELECT 1;\n';
    expect(await refusal({ [sqlFile('68_more')]: late, [sqlFile('69_last')]: late })).toMatchObject({
      codes: ['ADOPT.MIGRATION_NAMES'],
      renames: [
        { from: '68_more', to: '20240301090001_68_more' },
        { from: '69_last', to: '20240301090002_69_last' },
      ],
    });
    expect(
      await refusal({
        [sqlFile('20240501000000_vectors')]: '-- For search.\nCREATE EXTENSION "no_such_extension";\n',
      }),
    ).toMatchObject({ exitCode: 1, codes: ['ADOPT.EXTENSION_MISSING'], errors: [{ location: { line: 2 } }] });
    expect(
      await refusal({ [sqlFile('20240501000000_broken')]: 'ALTER TABLE "Nothing" ADD "x" INT;\n' }),
    ).toMatchObject({
      exitCode: 1,
      codes: ['MIGRATION.FAILS'],
    });
  });

  it('refuses a folder without a schema, and says where in a workspace there is one', async () => {
    expect(await refusal({}, ['--schema', 'nowhere.prisma'])).toMatchObject({ codes: ['ADOPT.NO_SCHEMA'] });
    const { exitCode, stdout } = await tessera(join(project.dir, '..'), [
      ...['adopt', '--json', '--dry-run', '--project', join(project.dir, 'src')],
    ]);
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([1, { diagnostics: [{ code: 'ADOPT.NO_SCHEMA' }] }]);
    const workspace = copyFixture(shop);
    try {
      workspace.remove('prisma');
      workspace.write('apps/api/package.json', '{ "name": "api" }\n');
      workspace.write('apps/api/prisma/schema.prisma', copyOf(schema));
      const answer = await tessera(workspace.dir, ['adopt', '--json']);
      expect(JSON.parse(answer.stdout)).toMatchObject({
        diagnostics: [
          { code: 'ADOPT.OTHER_PACKAGE', hint: 'Adopt that package: tessera adopt --project apps/api.' },
        ],
      });
    } finally {
      workspace.dispose();
    }
  });

  it('calls a database that is named and does not answer a fault of the machine', async () => {
    expect(await refusal({}, ['--database-url-from', 'NOT_SET'])).toMatchObject({
      exitCode: 2,
      codes: ['ADOPT.NOT_COMPARED'],
    });
    const away = 'SHOP_DATABASE_URL=postgresql://shop@127.0.0.1:1/shop\n';
    expect(await refusal({ '.env': away }, ['--database-url-from', 'SHOP_DATABASE_URL'])).toMatchObject({
      exitCode: 2,
    });
    expect(await refusal({ '.env': away }, ['--dry-run'])).toMatchObject({ exitCode: 0, codes: [] });
  });

  it('finds schema, migrations and variable in a Prisma configuration, without running it', async () => {
    const moved = copyFixture(shop);
    try {
      const config = `import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
throw new Error('this is never run');
export default { // schema: 'old.prisma'
  schema: join(__dirname, '..', 'db', 'models'),
  migrations: { path: 'db/history', seed: 'node seed.js' },
  datasource: { url: process.env['DIRECT_URL'] ?? process.env.POOLED_URL },
};
`;
      moved.write('.config/prisma.ts', config);
      moved.write('db/models/all.prisma', copyOf(schema).replace('url      = env("SHOP_DATABASE_URL")', ''));
      for (const id of migrations) moved.write(`db/history/${id}/migration.sql`, copyOf(sqlFile(id)));
      moved.remove('prisma');
      const { exitCode, stdout } = await tessera(moved.dir, ['adopt', '--json', '--dry-run'], env);
      expect([exitCode, JSON.parse(stdout)]).toMatchObject([
        0,
        { application: { schema: 'db/models', migrationsDir: 'db/history', databaseUrlFrom: 'DIRECT_URL' } },
      ]);
    } finally {
      moved.dispose();
    }
  });
});
