import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '@/database/test-utils';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const Report = z.object({
  findings: z.array(z.object({ check: z.string(), status: z.string(), message: z.string() })),
});

const condition = `"tenantId" = NULLIF(current_setting('app.tenant_id', true), '')`;

describe('tessera doctor --database', () => {
  let project: TempProject;
  let database: TestDatabase;
  let owner: pg.Client;
  const role = `app_${randomBytes(6).toString('hex')}`;
  const other = `other_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  let url: string;

  beforeAll(async () => {
    project = createTempProject({
      'src/components/notes/prisma/schema.prisma':
        '/// @tenant\nmodel Note {\n  id Int @id\n  tenantId String\n}\n',
    });
    database = await createTestDatabase();
    owner = new pg.Client(database.url);
    await owner.connect();
    await owner.query('CREATE TABLE "Note" (id int PRIMARY KEY, "tenantId" text NOT NULL)');
    await owner.query(
      `CREATE ROLE ${role} LOGIN PASSWORD '${password}'; CREATE ROLE ${other} BYPASSRLS;
       GRANT SELECT, INSERT, UPDATE, DELETE ON "Note" TO ${role}`,
    );
    url = Object.assign(new URL(database.url), { username: role, password }).href;
  });
  afterAll(async () => {
    await owner.query(`DROP OWNED BY ${role}, ${other}; DROP ROLE ${role}, ${other}`);
    await owner.end();
    await database.drop();
    project.dispose();
  });

  /** What it says of roles and tenants. */
  async function examine(appUrl = url): Promise<string[]> {
    const env = { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: database.url };
    const { stdout } = await tessera(project.dir, ['doctor', '--database', '--json'], env);
    expect(stdout).not.toContain(password);
    return Report.parse(JSON.parse(stdout))
      .findings.filter(({ check }) => check === 'tenants' || check.endsWith('-role'))
      .map(({ status, message }) => `${status} ${message}`);
  }

  const noSystemRole = () =>
    `note There is no role "${role}_system": asSystem(reason, { tenants: 'all' }) is refused.`;
  const goodRole = () => `ok "${role}" owns nothing, and policies hold for it`;

  it('says what the table of a tenant model lacks, and that rows are seen', async () => {
    await owner.query(`INSERT INTO "Note" VALUES (1, 'acme'), (2, 'globex')`);
    expect(await examine()).toEqual([
      goodRole(),
      noSystemRole(),
      'error The table of tenant model "Note" lacks an index that begins with the tenant, row-level security, forced row-level security, a policy.',
      'error "Note": rows are seen without a tenant.',
    ]);
  });

  it('proves that tenants do not meet, and leaves every row as it was', async () => {
    await owner.query(
      `CREATE INDEX ON "Note" ("tenantId"); ALTER TABLE "Note" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
       CREATE POLICY "own" ON "Note" USING (${condition}) WITH CHECK (${condition})`,
    );
    const before = await owner.query('SELECT xmin, * FROM "Note" ORDER BY id');
    expect(await examine()).toEqual([
      goodRole(),
      noSystemRole(),
      'ok "Note": two tenants on one connection see nothing of each other',
    ]);
    expect((await owner.query('SELECT xmin, * FROM "Note" ORDER BY id')).rows).toEqual(before.rows);
  });

  it('finds rows of others that a policy of another name shows or lets change', async () => {
    await owner.query(
      `CREATE POLICY "peek" ON "Note" FOR SELECT USING ("tenantId" = 'acme' AND current_setting('app.tenant_id', true) = 'globex')`,
    );
    try {
      expect(await examine()).toEqual([
        goodRole(),
        noSystemRole(),
        'error Policy "peek" on the table of tenant model "Note" lets rows of other tenants through.',
        'error "Note": rows are seen as another tenant.',
      ]);
    } finally {
      await owner.query('DROP POLICY "peek" ON "Note"');
    }
  });

  it('names every right that the role of the application has too much', async () => {
    await owner.query(`GRANT ${other} TO ${role}; ALTER ROLE ${role} BYPASSRLS`);
    await owner.query(`CREATE TABLE "Mine" (id int); ALTER TABLE "Mine" OWNER TO ${role}`);
    try {
      expect(await examine()).toEqual([
        `error The role "${role}" of the application has BYPASSRLS: no policy holds for it.`,
        `error The role "${role}" of the application may become ${other}, for whom no policy holds.`,
        `error The role "${role}" of the application owns table "Mine": an owner can take a policy away.`,
        'error "Note": rows are seen without a tenant.',
      ]);
    } finally {
      await owner.query(`REVOKE ${other} FROM ${role}; ALTER ROLE ${role} NOBYPASSRLS; DROP TABLE "Mine"`);
    }
    expect((await examine(database.url))[0]).toContain('is a superuser: no policy holds for it.');
  });

  it('examines the role for work on all tenants', async () => {
    const system = `${role}_system`;
    await owner.query(`CREATE ROLE ${system} LOGIN; CREATE TABLE "Its" (id int);
      ALTER TABLE "Its" OWNER TO ${system}; GRANT ${other} TO ${system}`);
    const said = async () => (await examine()).filter((line) => line.includes(system));
    const wrong = `error The role "${system}" for work on all tenants`;
    try {
      expect(await said()).toEqual([
        `${wrong} lacks BYPASSRLS: it sees no row.`,
        `${wrong} can log in by itself.`,
        `${wrong} owns table "Its".`,
        `${wrong} is not granted to "${role}", which has to become it.`,
        `${wrong} may become ${other}.`,
        `${wrong} lacks rights that "${role}" has on "public"."Note".`,
      ]);
      await owner.query(`ALTER ROLE ${system} NOLOGIN BYPASSRLS; DROP TABLE "Its"; REVOKE ${other} FROM ${system};
        GRANT ${system} TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON "Note" TO ${system}`);
      expect(await examine()).toEqual([
        goodRole(),
        `ok "${system}" cannot log in, and "${role}" becomes it for work on all tenants`,
        'ok "Note": two tenants on one connection see nothing of each other',
      ]);
      await owner.query(`ALTER ROLE ${system} SUPERUSER`);
      expect(await said()).toContain(`${wrong} is a superuser.`);
    } finally {
      await owner.query(
        `DROP TABLE IF EXISTS "Its"; REVOKE ALL ON "Note" FROM ${system}; DROP ROLE ${system}`,
      );
    }
  });

  it('says that a table without rows of two tenants proves nothing', async () => {
    await owner.query('DELETE FROM "Note" WHERE id = 2');
    expect(await examine()).toEqual([
      goodRole(),
      noSystemRole(),
      'note "Note" has no rows of two tenants yet: the probe had nothing to find.',
    ]);
  });
});
