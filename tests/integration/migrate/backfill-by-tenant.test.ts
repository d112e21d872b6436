import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type BackfillProject, createBackfillProject } from '../../support/backfill-project.ts';

const schema = `/// @tenant(owner)
model Ticket {
  id    Int     @id
  owner String  @map("owner_id")
  title String
  slug  String?
}

model Plain {
  id Int @id
}
`;

const slug = `{
  table: 'Ticket',
  sql: \`UPDATE "Ticket" AS own SET "slug" = coalesce(own."slug", '') || lower(batch."title") || (1 / length(batch."title"))
    FROM batch WHERE own."id" = batch."id"\`,
  never: '"slug" IS NULL',
}`;

describe('tessera migrate backfill --by-tenant', () => {
  const role = `filler_${randomBytes(6).toString('hex')}`;
  let project: BackfillProject;
  beforeAll(async () => {
    project = await createBackfillProject();
    await project.query(`CREATE ROLE ${role} LOGIN PASSWORD 'filler'`);
  });
  afterAll(async () => {
    await project.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await project.remove();
  });
  beforeEach(async () => {
    project.clear();
    project.writeSchema(schema);
    project.write('slug', slug);
    await project.query(
      `DROP TABLE IF EXISTS "Ticket"; DROP SCHEMA IF EXISTS tessera CASCADE;
       CREATE TABLE "Ticket" ("id" integer PRIMARY KEY, "owner_id" text NOT NULL, "title" text NOT NULL, "slug" text);
       INSERT INTO "Ticket" SELECT n, (ARRAY['acme', 'globex', 'umbrella'])[n % 3 + 1], 'T' FROM generate_series(1, 9) n`,
    );
  });

  const slugs = async () => {
    const rows = await project.query<{ owner: string; slugs: string }>(
      `SELECT "owner_id" AS owner, string_agg(coalesce("slug", '-'), '' ORDER BY "id") AS slugs FROM "Ticket" GROUP BY 1 ORDER BY 1`,
    );
    return Object.fromEntries(rows.map(({ owner, slugs }) => [owner, slugs]));
  };
  const asFiller = () => Object.assign(new URL(project.url), { username: role, password: 'filler' }).href;

  it('goes through one tenant after the other, says how far each is, and then is complete', async () => {
    const { exitCode, stdout, stderr } = await project.run(['--by-tenant', '--max-lag', '30000']);

    expect(stdout).toBe(
      [
        'slug: complete, 9 rows looked at, 9 written',
        ...['acme', 'globex', 'umbrella'].map(
          (one) => `  tenant ${one}: complete, 3 rows looked at, 3 written`,
        ),
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain('slug [globex] 100 % (3 of 3 rows)');
    expect(await slugs()).toEqual({ acme: 't1t1t1', globex: 't1t1t1', umbrella: 't1t1t1' });
    expect((await project.run(['slug'])).stdout).toBe(stdout);
    expect((await project.run(['--status'])).exitCode).toBe(0);
  });

  it('does the others when one fails, and goes on with that one alone', async () => {
    await project.query(`UPDATE "Ticket" SET "title" = '' WHERE "id" = 4`);

    const failed = await project.run(['--by-tenant', '--batch', '1', '--max-lag', '30000', '--json']);

    expect(failed.exitCode).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      ok: false,
      backfills: [
        {
          state: 'partial',
          tenants: [
            { tenant: 'acme', state: 'complete', walked: 3 },
            { tenant: 'globex', state: 'partial', walked: 1 },
            { tenant: 'umbrella', state: 'complete', walked: 3 },
          ],
        },
      ],
      diagnostics: [
        { code: 'BACKFILL.FAILED', message: expect.stringContaining('Tenant "globex": "slug" failed') },
      ],
      left: [expect.stringContaining('tessera migrate backfill --by-tenant')],
    });
    expect((await project.run(['--status'])).stderr).toContain('tessera migrate backfill slug --by-tenant');

    await project.query(`UPDATE "Ticket" SET "title" = 'T' WHERE "id" = 4`);
    expect((await project.run(['--by-tenant'])).exitCode).toBe(0);
    expect(await slugs()).toEqual({ acme: 't1t1t1', globex: 't1t1t1', umbrella: 't1t1t1' });
  });

  it('needs the names of the tenants from a role that forced policies hold for', async () => {
    await project.query(
      `ALTER TABLE "Ticket" ENABLE ROW LEVEL SECURITY; ALTER TABLE "Ticket" FORCE ROW LEVEL SECURITY;
       CREATE POLICY "own" ON "Ticket" USING ("owner_id" = NULLIF(current_setting('app.tenant_id', true), ''));
       ALTER TABLE "Ticket" OWNER TO ${role};
       DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO ${role}', current_database()); END $$`,
    );
    const run = (...args: string[]) => project.run(args, { DATABASE_URL: asFiller() });

    const blind = await run('--by-tenant');
    expect(blind.stderr + blind.stdout).toContain('BACKFILL.TENANTS_HIDDEN');
    expect(await slugs()).toEqual({ acme: '---', globex: '---', umbrella: '---' });

    expect(await run('--tenant', 'acme', '--tenant', 'umbrella')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('slug: partial, 6 rows looked at, 6 written'),
    });
    expect(await slugs()).toEqual({ acme: 't1t1t1', globex: '---', umbrella: 't1t1t1' });
  });

  it('mixes with no walk through the whole table, and begins again where it is told to', async () => {
    await project.run(['--tenant', 'acme']);
    const whole = await project.run([]);
    expect(whole.stdout + whole.stderr).toContain('BACKFILL.OTHER_WAY');

    expect((await project.run(['--restart'])).exitCode).toBe(0);
    expect(await slugs()).toEqual({
      acme: 't1t1t1t1t1t1',
      globex: 't1t1t1',
      umbrella: 't1t1t1',
    });

    await project.query(`UPDATE tessera.backfills SET "finished_at" = NULL`);
    const half = await project.run(['--by-tenant']);
    expect(half.stdout + half.stderr).toContain('goes through all tenants at once on this database');
  });

  it('is refused for a table without tenants', async () => {
    project.write('slug', `{ table: 'Plain', sql: 'INSERT INTO "Plain" SELECT FROM batch' }`);
    await project.query('CREATE TABLE "Plain" ("id" integer PRIMARY KEY)');

    const { exitCode, stdout, stderr } = await project.run(['--by-tenant']);

    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('BACKFILL.NO_TENANT');
    await project.query('DROP TABLE "Plain"');
  });
});
