import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '@/database/test-utils';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const schemaFile = 'src/components/shop/prisma/schema.prisma';
const migrations = 'prisma/migrations';
const acme = '00000000-0000-4000-8000-000000000001';
const globex = '00000000-0000-4000-8000-000000000002';

const schema = `/// @tenant
model Customer {
  id       Int     @id
  tenantId String  @db.Uuid
  orders   Order[]
  reviewed Order[] @relation("reviewer")
}

/// @tenant(owner)
model Order {
  id         Int       @id
  owner      String    @map("owner_id") @db.Uuid
  customerId Int
  customer   Customer  @relation(fields: [customerId], references: [id], onDelete: Cascade)
  reviewerId Int?
  reviewer   Customer? @relation("reviewer", fields: [reviewerId], references: [id])
  @@map("orders")
}
`;
const tables = `CREATE TABLE "Customer" ("id" INTEGER NOT NULL, "tenantId" UUID NOT NULL, CONSTRAINT "Customer_pkey" PRIMARY KEY ("id"));
CREATE TABLE "orders" ("id" INTEGER NOT NULL, "owner_id" UUID NOT NULL, "customerId" INTEGER NOT NULL, "reviewerId" INTEGER, CONSTRAINT "orders_pkey" PRIMARY KEY ("id"));
ALTER TABLE "orders" ADD CONSTRAINT "orders_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "orders" ADD CONSTRAINT "orders_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;
`;

const Found = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      location: z.object({ file: z.string(), line: z.number(), column: z.number() }).optional(),
    }),
  ),
});

const env = { TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'] };
let project: TempProject;
afterEach(() => {
  project.dispose();
});

async function create(text: string, sql: string): Promise<void> {
  project = createTempProject({ [schemaFile]: text, [`${migrations}/1_shop/migration.sql`]: sql });
  await project.run();
  expect(await run('record')).toMatchObject({ exitCode: 0 });
}

const run = (args: string) => tessera(project.dir, ['migrate', ...args.split(' ')], env);

/** Codes, places and messages of `migrate check`. */
async function check(): Promise<string[]> {
  const { stdout } = await run('check --json');
  return Found.parse(JSON.parse(stdout)).diagnostics.map(
    ({ code, message, location }) => `${code} ${location?.line ?? 0}:${location?.column ?? 0} ${message}`,
  );
}

const ids = () =>
  Object.keys(project.tree(migrations))
    .filter((file) => file.endsWith('/migration.sql'))
    .map((file) => file.split('/')[0] ?? '')
    .sort();

describe('tenant models', () => {
  it('are refused by migrate check until tessera migrate tenants has written what they lack', async () => {
    await create(schema, tables);
    expect(await check()).toEqual([
      'MIGRATION.TENANT_UNPROTECTED 1:5 Tenant model "Customer" is not protected by the migrations. Its table lacks row-level security, forced row-level security, a policy, a unique key (tenantId, id).',
      'MIGRATION.TENANT_UNPROTECTED 9:5 Tenant model "Order" is not protected by the migrations. Its table lacks an index that begins with the tenant, row-level security, forced row-level security, a policy, a foreign key (owner_id, customerId) to "Customer", a foreign key (owner_id, reviewerId) to "Customer".',
    ]);

    const dry = await run('tenants --dry-run');
    expect(dry.stdout).toContain('would write');
    expect(ids()).toEqual(['1_shop']);

    const written = await run('tenants --name apart');
    expect(written.stderr).toBe('');
    expect(written.exitCode).toBe(0);
    expect(ids().map((id) => id.replace(/^\d+_/, ''))).toEqual([
      'shop',
      'apart_shop_indexes',
      'apart_shop',
      'apart_shop_validate',
    ]);
    for (const id of ids().slice(1)) {
      expect(project.read(`${migrations}/${id}/migration.owners.json`)).toContain('"shop": "0.0.0"');
      expect(project.read(`${migrations}/${id}/down.sql`)).not.toBe('');
    }
    expect(await check()).toEqual([]);
    expect(await run('tenants')).toMatchObject({
      exitCode: 0,
      stdout: 'every tenant model has its policy, its index and its keys in the migrations\n',
    });
    expect(ids()).toHaveLength(4);
    // Up, down and up again, with the catalog compared.
    expect(await run('down')).toMatchObject({ exitCode: 0 });
  });

  it('are renamed, filled and contracted in steps like any other', async () => {
    const text = schema.replace('  tenantId String  @db.Uuid\n', '$&  name     String\n');
    await create(text, tables.replace('"tenantId" UUID NOT NULL,', '$& "name" TEXT NOT NULL,'));
    expect(await run('tenants')).toMatchObject({ exitCode: 0 });
    project.write(schemaFile, text.replace('name     String', 'label    String'));
    expect(await run('expand --rename Customer.name:label')).toMatchObject({ exitCode: 0 });
    await project.run();
    expect(await check()).toEqual([]);
    expect(await run('contract')).toMatchObject({ exitCode: 0 });
    await project.run();
    expect(await check()).toEqual([]);
  });

  describe('in a database', () => {
    let database: TestDatabase;
    let owner: pg.Client;
    let app: pg.Client;
    const role = `app_${randomBytes(6).toString('hex')}`;

    afterEach(async () => {
      await app.end();
      await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await owner.end();
      await database.drop();
    });

    const as = async (tenant: string, sql: string): Promise<unknown[]> => {
      await app.query('BEGIN');
      try {
        await app.query(`SET LOCAL app.tenant_id = '${tenant}'`);
        const { rows } = await app.query<Record<string, unknown>>(sql);
        await app.query('COMMIT');
        return rows.map((row) => row['id']);
      } catch (error) {
        await app.query('ROLLBACK');
        throw error;
      }
    };

    it('meet no row of another tenant, neither by a query nor by a foreign key, and keep what deletes do', async () => {
      await create(schema, tables);
      expect(await run('tenants')).toMatchObject({ exitCode: 0 });
      database = await createTestDatabase();
      owner = new pg.Client(database.url);
      await owner.connect();
      await owner.query('CREATE SCHEMA shop_rows; SET search_path = public');
      for (const id of ids()) {
        const text = project.read(`${migrations}/${id}/migration.sql`);
        for (const statement of text.split(/;\n/).filter((one) => one.trim() !== ''))
          await owner.query(statement);
      }
      const password = randomBytes(12).toString('hex');
      await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
      await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON "Customer", "orders" TO ${role}`);
      await owner.query(`INSERT INTO "Customer" VALUES (1, '${acme}'), (2, '${globex}'), (3, '${acme}')`);
      await owner.query(`INSERT INTO "orders" VALUES (1, '${acme}', 1, 3), (2, '${globex}', 2, NULL)`);
      app = new pg.Client(Object.assign(new URL(database.url), { username: role, password }).href);
      await app.connect();

      const planned = await tessera(project.dir, ['migrate', 'plan'], { ...env, DATABASE_URL: database.url });
      expect(planned.stdout).toContain('2 rows of 2 tenants in "orders"');
      expect(planned.stdout).toContain('3 rows of 2 tenants in "Customer"');

      const none = await app.query('SELECT id FROM "orders"');
      expect(none.rows).toEqual([]);
      expect(await as(acme, 'SELECT id FROM "orders"')).toEqual([1]);
      expect(await as(globex, 'SELECT id FROM "orders"')).toEqual([2]);
      expect((await app.query('SELECT id FROM "Customer"')).rows).toEqual([]);
      await expect(as(acme, `INSERT INTO "orders" VALUES (3, '${acme}', 2)`)).rejects.toThrow(
        'orders_customerId_by_tenant',
      );
      await expect(as(acme, `INSERT INTO "orders" VALUES (3, '${globex}', 2)`)).rejects.toThrow(
        'row-level security',
      );
      expect(await as(acme, 'DELETE FROM "Customer" WHERE id = 3 RETURNING id')).toEqual([3]);
      expect(await as(acme, 'SELECT id FROM "orders" WHERE "reviewerId" IS NULL')).toEqual([1]);
      expect(await as(acme, 'DELETE FROM "Customer" WHERE id IN (1, 2) RETURNING id')).toEqual([1]);
      const left = await owner.query('SELECT id FROM "orders"');
      expect(left.rows).toEqual([{ id: 2 }]);

      await owner.query('SET enable_seqscan = off');
      const plan = await owner.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT FROM "orders" WHERE "owner_id" = NULLIF(current_setting('app.tenant_id', true), '')::uuid`,
      );
      expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('orders_id_by_tenant');
    });
  });

  it.each(['TEXT', 'VARCHAR(20)', 'CHAR(4)', 'INTEGER', 'UUID'])(
    'with a tenant of type %s: the policy is known again, one more that opens the table is not accepted',
    async (type) => {
      const field =
        type === 'INTEGER'
          ? 'Int'
          : type === 'TEXT'
            ? 'String'
            : `String @db.${{ UUID: 'Uuid' }[type] ?? type.replace('VARCHAR', 'VarChar').replace('CHAR', 'Char')}`;
      await create(
        `/// @tenant\nmodel Note {\n  id Int @id\n  tenantId ${field}\n}\n`,
        `CREATE TABLE "Note" ("id" INTEGER NOT NULL, "tenantId" ${type} NOT NULL, CONSTRAINT "Note_pkey" PRIMARY KEY ("id"));\n`,
      );
      expect(await run('tenants')).toMatchObject({ exitCode: 0 });
      expect(await check()).toEqual([]);

      const last = ids().at(-1) ?? '';
      const file = `${migrations}/${last}/migration.sql`;
      project.write(file, `${project.read(file)}CREATE POLICY "all" ON "Note" FOR SELECT USING (true);\n`);
      expect(await check()).toContainEqual(
        'MIGRATION.TENANT_RELATION 1:5 Policy "all" on the table of tenant model "Note" lets rows of other tenants through.',
      );
    },
  );
});
