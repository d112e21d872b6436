import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@/database/test-utils';
import { z } from 'zod';
import { replayHistory } from '../../../build/use-cases/migrate/replay/replay-history.ts';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { diffSchemas } from '../../../build/prisma-engine/diff-schemas.ts';
import { createEngineApi } from '../../../build/prisma-engine/engine-api.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

jest.setTimeout(120_000);

const path = '/project/prisma/schema/main.prisma';
const schema = readFileSync(join(import.meta.dirname, '../../fixtures/every-schema-feature.prisma'), 'utf8');
const filters = { externalTables: [], externalEnums: [] };

const Created = z.object({ migrationScript: z.string().nullable() });
const Evaluated = z.object({ migrationSteps: z.number(), warnings: z.array(z.unknown()) });
type Migration = [name: string, sql: string];

/** What `prisma migrate dev` asks the engine, in its order, with an engine of its own. */
async function migrateDev(database: TestDatabase, migrations: readonly Migration[], content: string) {
  const api = openApi(database, content, []);
  const migrationsList = toList(migrations);
  const request = { migrationsList, filters, schema: { files: [{ path, content }] } };
  try {
    const diagnostic = await api.handle('devDiagnostic', { migrationsList, filters });
    await api.handle('applyMigrations', { migrationsList, filters });
    const { migrationSteps, warnings } = Evaluated.parse(await api.handle('evaluateDataLoss', request));
    const { migrationScript } = Created.parse(
      await api.handle('createMigration', { ...request, migrationName: 'next', draft: false }),
    );
    return { diagnostic, migrationSteps, warnings, script: migrationScript };
  } finally {
    await api.close();
  }
}

function openApi(database: TestDatabase, content: string, printed: string[]) {
  return createEngineApi(
    {
      main: parseConnectionUrl(database.url, process.cwd()),
      shadow: undefined,
      datamodels: [[path, content]],
      log: () => undefined,
      baseDir: process.cwd(),
      disableAdvisoryLock: true,
    },
    (text) => {
      printed.push(text);
      return Promise.resolve();
    },
  );
}

function toList(migrations: readonly Migration[]) {
  return {
    baseDir: '/project/prisma/migrations',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(([name, value]) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } },
    })),
  };
}

const nothing = {
  diagnostic: { action: { tag: 'createMigration' } },
  migrationSteps: 0,
  warnings: [],
  script: null,
};

describe('a schema with every feature of the language', () => {
  let database: TestDatabase;
  let first: string;
  const history = (): Migration[] => [['20260102000000_first', first]];

  beforeAll(async () => {
    database = await createTestDatabase();
    const api = openApi(database, schema, []);
    await api.handle('dbExecute', {
      script: emptyDatabase,
      datasourceType: { tag: 'url', url: database.url },
    });
    await api.close();
    const made = await migrateDev(database, [], schema);
    first = made.script ?? '';
  });
  afterAll(async () => {
    await database.drop();
  });

  it('is written as its author wrote it', () => {
    for (const words of [
      'CREATE EXTENSION IF NOT EXISTS "uuid-ossp";',
      `"text" TEXT NOT NULL DEFAULT gen_random_uuid()::TEXT`,
      `"none" TEXT DEFAULT NULL`,
      `WHERE (code IN ('a', 'b') AND number BETWEEN 1 AND 3)`,
      `USING GIST ("text" gist_trgm_ops(siglen=32))`,
      `("pattern" text_pattern_ops DESC, "id", "varied" varchar_pattern_ops DESC)`,
    ]) {
      expect(first).toContain(words);
    }
    expect(first).not.toContain('tessera');
  });

  it('is one migration, however often migrate dev runs', async () => {
    expect(await migrateDev(database, history(), schema)).toEqual(nothing);
    expect(await migrateDev(database, history(), schema)).toEqual(nothing);
  });

  it('has nothing to plan', async () => {
    const replay = await replayHistory(
      {
        migrationsDir: '/project/prisma/migrations',
        migrations: history().map(([id, sql]) => ({
          id,
          sql,
          folder: id,
          file: id,
          record: undefined,
          checksum: id,
        })),
        schemaFiles: [[path, schema]],
        literals: [],
        external: { tables: [], enums: [] },
      },
      { url: database.url },
    );
    expect(replay.ok && replay.next.statements).toEqual([]);
  });

  it('is no difference to the migrations nor to the database, nor for a push', async () => {
    const printed: string[] = [];
    const api = openApi(database, schema, printed);
    const to = { tag: 'schemaDatamodel', files: [{ path, content: schema }] };
    const diff = { to, script: true, exitCode: true, filters };
    try {
      const migrations = { tag: 'migrations', ...toList(history()) };
      const datasource = { tag: 'schemaDatasource', files: [{ path, content: schema }], configDir: '/' };
      const answers = [
        await api.handle('diff', { ...diff, from: migrations }),
        await api.handle('diff', { ...diff, from: datasource }),
      ];
      expect({ answers, printed }).toMatchObject({ answers: [{ exitCode: 0 }, { exitCode: 0 }] });
      expect(
        await api.handle('schemaPush', { schema: { files: to.files }, force: false, filters }),
      ).toMatchObject({ executedSteps: 0 });
    } finally {
      await api.close();
    }
  });

  it.each([
    [
      `@default(dbgenerated("'a' || 'b'"))`,
      `@default(dbgenerated("'a' || 'B'"))`,
      /"concat" SET DEFAULT 'a' \|\| 'B'/,
    ],
    [`@default(dbgenerated("'X'"))`, `@default(dbgenerated("'x'"))`, /"upper" SET DEFAULT 'x'/],
    [`@default(dbgenerated("1 + 1"))`, '@default(2)', /"sum" SET DEFAULT 2/],
    ['siglen=32', 'siglen=64', /gist_trgm_ops\(siglen=64\)/],
    [
      '@@index([pattern(ops: raw("text_pattern_ops"))])',
      '@@index([pattern(ops: raw("text_ops"))])',
      /CREATE INDEX "IndexTypes_pattern_idx" ON "IndexTypes"\("pattern" text_ops\)/,
    ],
    ['number BETWEEN 1 AND 3', 'number BETWEEN 1 AND 4', /number BETWEEN 1 AND 4/],
    ['where: { kind: "it\'s" }', 'where: { kind: "its" }', /"row_kind" .* WHERE \("kind" = 'its'\)/],
  ])('that says %s says something else with %s', async (before, after, expected) => {
    const changed = schema.replace(before, after);
    expect(changed).not.toBe(schema);
    const { text } = await diffSchemas(
      { kind: 'scripts', scripts: history() },
      { kind: 'files', files: [[path, changed]] },
      { target: { url: database.url } },
    );
    expect(text).toMatch(expected);
    expect(text).not.toContain('tessera');
  });

  it('keeps the operator classes of indexes whose column gets another type', async () => {
    const changed = schema
      .replace('  pattern String\n', '  pattern Int\n')
      .replaceAll('"text_pattern_ops"', '"int4_ops"');
    const { text } = await diffSchemas(
      { kind: 'scripts', scripts: history() },
      { kind: 'files', files: [[path, changed]] },
      { target: { url: database.url } },
    );
    expect(text).toContain('("pattern" int4_ops)');
    expect(text).toContain('("pattern" int4_ops DESC, "id", "varied" varchar_pattern_ops DESC)');
  });
});
