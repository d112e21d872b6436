import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { renderModels } from '../../support/every-feature.ts';
import { runPython, sqlalchemy1, sqlalchemy2, sqlalchemyUrl } from '../../support/python.ts';

const schema = {
  path: 'schema.prisma',
  text: `datasource db {
  provider = "postgresql"
}

/// @tenant(owner)
/// What someone wrote down.
model Memo {
  id    Int    @id
  owner String @map("owner_id")
  text  String
}

model Colour {
  id Int @id
}

model Session {
  id Int @id
}
`,
};

const role = `py_${randomBytes(6).toString('hex')}`;
const folder = mkdtempSync(join(tmpdir(), 'tessera-tenants-'));
let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.url);
  await owner.connect();
  await owner.query(
    `CREATE TABLE "Memo" ("id" integer PRIMARY KEY, "owner_id" text NOT NULL, "text" text NOT NULL);
     ALTER TABLE "Memo" ENABLE ROW LEVEL SECURITY; ALTER TABLE "Memo" FORCE ROW LEVEL SECURITY;
     CREATE POLICY "Memo_by_tenant" ON "Memo" USING ("owner_id" = NULLIF(current_setting('app.tenant_id', true), ''));
     CREATE ROLE ${role} LOGIN PASSWORD '${role}'; GRANT SELECT, INSERT, DELETE ON "Memo" TO ${role};`,
  );
});
afterAll(async () => {
  await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await owner.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('models of tenants', () => {
  it.each(['1.4', '2.0'] as const)(
    'say which column names the tenant, and leave the mark out of the words (%s)',
    async (style) => {
      const text = await renderModels(schema, style);
      expect(text).toContain('"info": {"tenant": "owner_id"}');
      expect(text).toContain('"""What someone wrote down."""');
      expect(text).not.toContain('@tenant');
      expect(await renderModels(schema, style, ['Colour'])).not.toContain('for_tenant');
    },
  );

  const pythons = [
    ...(sqlalchemy1 ? [{ python: sqlalchemy1, style: '1.4' as const }] : []),
    ...(sqlalchemy2 ? [{ python: sqlalchemy2, style: '2.0' as const }] : []),
  ];
  if (pythons.length > 0) {
    it.each(pythons)(
      'let a session name its tenant to PostgreSQL in every transaction (SQLAlchemy $python.version)',
      async ({ python, style }) => {
        await owner.query(
          `DELETE FROM "Memo"; INSERT INTO "Memo" VALUES (1, 'acme', 'first'), (2, 'globex', 'second')`,
        );
        const file = join(folder, `models-${style}.py`);
        writeFileSync(file, await renderModels(schema, style));
        const url = Object.assign(new URL(database.url), { username: role, password: role }).href;

        expect(JSON.parse(await runPython(python, 'tenants.py', file, sqlalchemyUrl(url)))).toEqual({
          columns: { Colour: null, Memo: 'owner_id', Session: null },
          acme: [['first'], ['first', 'third']],
          'too late': 'RuntimeError',
          planted: 'ProgrammingError',
          none: [],
          globex: ['second'],
          nested: ['second'],
          empty: 'ValueError',
        });
      },
    );
  }
});
