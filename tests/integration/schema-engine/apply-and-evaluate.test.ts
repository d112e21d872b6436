import { describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '@/database/test-utils';
import { parseConnectionUrl } from '../../../build/schema-engine/connection-options.ts';
import { createEngineApi } from '../../../build/schema-engine/engine-api.ts';

const source = 'datasource db {\n  provider = "postgresql"\n}\n';
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
        script: 'DROP SCHEMA public CASCADE; CREATE SCHEMA public;',
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
