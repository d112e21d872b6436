import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createTestDatabase } from '@/database/test-utils';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { createEngineApi } from '../../../build/prisma-engine/engine-api.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

const source = 'datasource db {\n  provider = "postgresql"\n}\n';
const Created = z.object({ migrationScript: z.string().nullable() });
const filters = { externalTables: [], externalEnums: [] };

describe('an engine that has just applied a migration', () => {
  // What `migrate dev` does on a fresh checkout with one new model: apply what is committed, then write the rest.
  it('evaluates the next change of the schema', async () => {
    const database = await createTestDatabase();
    const main = parseConnectionUrl(database.url, process.cwd());
    const settings = { main, shadow: undefined, datamodels: [], log: () => undefined };
    const api = createEngineApi({ ...settings, baseDir: process.cwd(), disableAdvisoryLock: false }, () =>
      Promise.resolve(),
    );
    try {
      await api.handle('dbExecute', {
        script: emptyDatabase,
        datasourceType: { tag: 'url', url: database.url },
      });
      const migrationsList = {
        baseDir: '/project/migrations',
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: [
          {
            path: '20260101000000_first',
            migrationFile: {
              path: 'migration.sql',
              content: { tag: 'ok', value: 'CREATE TABLE "First" ("id" INTEGER PRIMARY KEY);\n' },
            },
          },
        ],
      };
      const content = `${source}model First {\n  id Int @id\n}\nmodel Second {\n  id Int @id\n}\n`;
      const schema = { files: [{ path: '/project/schema.prisma', content }] };

      await api.handle('devDiagnostic', { migrationsList, filters });
      await api.handle('applyMigrations', { migrationsList, filters });

      expect(await api.handle('evaluateDataLoss', { migrationsList, schema, filters })).toMatchObject({
        migrationSteps: 1,
        warnings: [],
        unexecutableSteps: [],
      });
    } finally {
      await api.close();
      await database.drop();
    }
  });
});

describe('an engine that writes a migration', () => {
  const noPrint = (): Promise<void> => Promise.resolve();
  const models = (fields: string) => `${source}model First {\n  id Int @id\n  text String?\n${fields}}\n`;

  it('builds indexes on tables that have rows while others write, in a migration of their own', async () => {
    const database = await createTestDatabase();
    const main = parseConnectionUrl(database.url, process.cwd());
    const printed: string[] = [];
    const settings = { main, shadow: undefined, datamodels: [], log: () => undefined };
    const api = createEngineApi({ ...settings, baseDir: process.cwd(), disableAdvisoryLock: false }, (text) =>
      noPrint().then(() => void printed.push(text)),
    );
    const execute = (script: string) =>
      api.handle('dbExecute', { script, datasourceType: { tag: 'url', url: database.url } });
    const applied: { path: string; migrationFile: object }[] = [];
    const list = () => ({
      baseDir: '/project/migrations',
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
      shadowDbInitScript: '',
      migrationDirectories: [...applied],
    });
    /** What `migrate dev` does: a migration from the schema, then all of them applied. */
    const develop = async (name: string, content: string): Promise<string> => {
      const schema = { files: [{ path: '/project/schema.prisma', content }] };
      await api.handle('devDiagnostic', { migrationsList: list(), filters });
      const made = Created.parse(
        await api.handle('createMigration', {
          migrationsList: list(),
          schema,
          filters,
          draft: false,
          migrationName: name,
        }),
      );
      const value = made.migrationScript ?? '';
      if (value !== '')
        applied.push({ path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } });
      await api.handle('applyMigrations', { migrationsList: list(), filters });
      return value;
    };
    try {
      await execute(emptyDatabase);
      expect(await develop('1_first', models('  @@index([text])\n'))).toContain(
        'CREATE INDEX "First_text_idx"',
      );
      await execute(`INSERT INTO "First" VALUES (1, 'a')`);
      const more = models('  more Int?\n  @@index([text])\n  @@index([more])\n  @@unique([id, text])\n');
      const second = await develop('2_more', more);
      expect(second).toContain('ADD COLUMN     "more" INTEGER');
      expect(second).not.toContain('INDEX');
      expect(printed.join('\n')).toContain('Run this command once more');
      const third = await develop('3_indexes', more);
      expect(third.replaceAll(/^--.*\n/gm, '')).toBe(
        `DROP INDEX IF EXISTS "First_more_idx";
CREATE INDEX CONCURRENTLY "First_more_idx" ON "First"("more");

DROP INDEX IF EXISTS "First_id_text_key";
CREATE UNIQUE INDEX CONCURRENTLY "First_id_text_key" ON "First"("id", "text");
`,
      );
      expect(await develop('4_none', more)).toBe('');
    } finally {
      await api.close();
      await database.drop();
    }
  });
});
