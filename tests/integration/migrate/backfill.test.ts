import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { backfillRows } from '../../../build/use-cases/migrate/backfill/backfill-rows.ts';
import { type BackfillProject, createBackfillProject } from '../../support/backfill-project.ts';

describe('tessera migrate backfill', () => {
  let project: BackfillProject;
  beforeAll(async () => {
    project = await createBackfillProject();
  });
  afterAll(async () => {
    await project.remove();
  });
  beforeEach(async () => {
    project.clear();
    await project.query(
      `DROP TABLE IF EXISTS "Person", "Seat"; DROP SCHEMA IF EXISTS tessera CASCADE;
       CREATE TABLE "Person" ("id" integer PRIMARY KEY, "name" text, "upper" text, "times" integer NOT NULL DEFAULT 0);
       INSERT INTO "Person" SELECT n, 'p' || n FROM generate_series(1, 10) n`,
    );
  });

  const upper = `{
    table: 'Person',
    sql: \`UPDATE "Person" AS own SET "upper" = upper(batch."name"), "times" = own."times" + 1 FROM batch WHERE own."id" = batch."id";\`,
  }`;
  /** A batch that takes longer than this is followed by a smaller one: those who count batches give it time. */
  const unhurried = ['--max-lag', '30000'];
  const people = () =>
    project.query<{ id: number; upper: string | null; times: number }>(
      'SELECT "id", "upper", "times" FROM "Person" ORDER BY "id"',
    );

  it('does its statement for every row once, batch by batch, and then has nothing to do', async () => {
    project.write('upper', upper);

    const first = await project.run(['upper', ...unhurried, '--batch', '3', '--json']);
    const second = await project.run(['upper', '--json']);

    expect(JSON.parse(first.stdout)).toEqual({
      ok: true,
      backfills: [{ name: 'upper', state: 'complete', walked: 10, rows: 10, batches: 4, changed: false }],
      diagnostics: [],
    });
    expect(first.stderr).toBe('');
    expect(second.stdout).toBe(first.stdout);
    const rows = await people();
    expect(rows.map((row) => row.upper)).toEqual(Array.from({ length: 10 }, (_, n) => `P${String(n + 1)}`));
    expect(new Set(rows.map((row) => row.times))).toEqual(new Set([1]));
  });

  it('tells its progress in plain lines in a pipe', async () => {
    project.write('upper', upper);

    const { stderr, stdout } = await project.run([...unhurried, '--batch', '5']);

    expect(stderr.replace(/[\d,]+ rows\/s/g, 'N rows/s').split('\n')).toEqual([
      'upper "public"."Person": from the first row',
      'upper 50 % (5 of 10 rows), N rows/s',
      'upper 100 % (10 of 10 rows), N rows/s',
      '',
    ]);
    expect(stdout).toBe('upper: complete, 10 rows looked at, 10 written\n');
  });

  it('asks a function for the changes of each row, and loses nothing of any type', async () => {
    await project.query(
      `CREATE TABLE "Seat" ("hall" text, "nr" bigint, "at" timestamp(6), "price" numeric, "data" bytea, "tags" text[],
         "more" jsonb, "at2" timestamp(6), "price2" numeric, "data2" bytea, "tags2" text[], "more2" jsonb, "nr2" bigint,
         "kept" text DEFAULT 'kept', PRIMARY KEY ("hall", "nr"));
       INSERT INTO "Seat" ("hall", "nr", "at", "price", "data", "tags", "more") SELECT h, 9007199254740993 + n, '2026-03-29 02:30:00.123456',
         12345678901234567890.12345, '\\x00ff', ARRAY['a,b', NULL, '"'], '{"a": [null, 1.5, "x"]}'
         FROM generate_series(1, 3) n, unnest(ARRAY['a', 'B', 'ä b']) h`,
    );
    project.write(
      'seats',
      `{ table: 'Seat', where: '"nr" > 9007199254740994', batch: 2,
         transform: ({ nr, at, price, data, tags, more, hall }: Record<string, unknown>) =>
           hall === 'B' ? undefined : { nr2: BigInt(String(nr)), at2: at, price2: price, data2: data, tags2: tags, more2: more, kept: undefined } }`,
    );

    const { exitCode, stderr } = await project.run(['seats']);

    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('100 %')]);
    const same = `"at2" = "at" AND "price2" = "price" AND "data2" = "data" AND "tags2" = "tags" AND "more2" = "more" AND "nr2" = "nr" AND "kept" = 'kept'`;
    const counts = await project.query(
      `SELECT count(*) FILTER (WHERE ${same})::int AS same, count("nr2")::int AS filled FROM "Seat"`,
    );
    expect(counts).toEqual([{ same: 4, filled: 4 }]);
  });

  it('keeps what somebody else changes meanwhile', async () => {
    project.write('upper', upper);
    const other = new pg.Client(project.url);
    await other.connect();
    await other.query(`BEGIN; UPDATE "Person" SET "name" = 'changed' WHERE "id" = 2`);

    const running = project.run(['upper', '--max-lag', '5000']);
    await untilWaiting(project);
    await other.query('COMMIT');
    await other.end();

    expect((await running).exitCode).toBe(0);
    expect((await people())[1]?.upper).toBe('CHANGED');
  });

  it('lets go and tries again when others hold its rows, and says so', async () => {
    project.write('upper', upper);
    const other = new pg.Client(project.url);
    await other.connect();
    await other.query(`BEGIN; UPDATE "Person" SET "name" = 'changed' WHERE "id" = 2`);

    const running = project.run(['upper', '--max-lag', '60']);
    for (let seen = 0; seen < 2; seen += 1) {
      await untilWaiting(project);
      await untilWaiting(project, false);
    }
    await other.query('COMMIT');
    await other.end();

    const { stderr, exitCode } = await running;
    expect(stderr).toContain('upper stands still: canceling statement due to lock timeout\n');
    expect(exitCode).toBe(0);
    expect(new Set((await people()).map((row) => row.times))).toEqual(new Set([1]));
  });

  it('gives up when a transaction holds its rows at every try, and goes on there the next time', async () => {
    project.write('upper', upper);
    const other = new pg.Client(project.url);
    await other.connect();
    await other.query('BEGIN; SELECT FROM "Person" WHERE "id" = 4 FOR UPDATE');
    let slept = 0;
    const clock = {
      now: () => slept,
      sleep: (milliseconds: number) => {
        slept += milliseconds;
        return Promise.resolve();
      },
    };
    const retries: string[] = [];

    const blocked = await backfillRows({
      projectDir: project.dir(),
      env: { DATABASE_URL: project.url },
      status: false,
      restart: false,
      byTenant: false,
      tenants: [],
      pace: { batch: 3, maxLag: 20, pause: 0 },
      clock,
      listen: () =>
        Promise.resolve({
          onWait: () => undefined,
          listener: () => (event) => {
            if (event.kind === 'retry') retries.push(event.reason);
          },
          stop: () => undefined,
        }),
    });
    await other.end();

    expect(blocked).toMatchObject({
      kind: 'partly',
      problems: [{ code: 'BACKFILL.BLOCKED', location: { file: 'prisma/backfills/upper.ts' } }],
    });
    expect(retries.length).toBeGreaterThan(10);
    expect(slept).toBeGreaterThan(60_000);
    expect((await people()).filter(({ times }) => times === 1)).toHaveLength(3);
    expect((await project.run([...unhurried])).exitCode).toBe(0);
    expect(new Set((await people()).map(({ times }) => times))).toEqual(new Set([1]));
  });

  it('waits for another one on the same database and finds nothing to do', async () => {
    project.write('upper', upper);
    const row = new pg.Client(project.url);
    await row.connect();
    await row.query('BEGIN; SELECT FROM "Person" WHERE "id" = 10 FOR UPDATE');

    const first = project.run(['--max-lag', '5000', '--batch', '5']);
    await untilWaiting(project);
    const second = project.run([]);
    await untilLocks(project);
    await row.end();

    expect((await first).exitCode).toBe(0);
    const { exitCode, stderr } = await second;
    expect([exitCode, stderr]).toEqual([0, 'another backfill runs on this database: waiting for it\n']);
    expect(new Set((await people()).map(({ times }) => times))).toEqual(new Set([1]));
  });

  it('is not complete as long as a row is what no row may be', async () => {
    project.write(
      'upper',
      `{ table: 'Person', never: '"upper" IS NULL', where: '"id" <> 7',
         sql: 'UPDATE "Person" SET "upper" = 1 WHERE "id" IN (SELECT "id" FROM batch)' }`,
    );

    const { exitCode, stdout } = await project.run(['upper', '--json']);
    const status = await project.run(['--status', '--json']);

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      backfills: [{ state: 'partial', walked: 10, rows: 9 }],
      diagnostics: [{ code: 'BACKFILL.ROWS_LEFT', location: { file: 'prisma/backfills/upper.ts' } }],
    });
    expect(status.exitCode).toBe(1);
    expect(JSON.parse(status.stdout)).toMatchObject({ diagnostics: [{ code: 'BACKFILL.INCOMPLETE' }] });
  });

  it('does not go on with a file that does something else by now', async () => {
    const failing = `{ table: 'Person', sql: 'UPDATE "Person" SET "times" = 1 / ("Person"."id" - 6) FROM batch WHERE "Person"."id" = batch."id"' }`;
    project.write('upper', failing);
    const failed = await project.run([...unhurried, '--batch', '2', '--json']);
    project.clear();
    project.write('upper', upper.replace('+ 1', '+ 2'));

    const refused = await project.run(['--json']);
    const restarted = await project.run(['--restart', '--json']);

    expect(JSON.parse(failed.stdout)).toMatchObject({
      backfills: [{ state: 'partial', walked: 4 }],
      diagnostics: [{ code: 'BACKFILL.FAILED', message: expect.stringContaining('division by zero') }],
    });
    expect(JSON.parse(refused.stdout)).toMatchObject({ diagnostics: [{ code: 'BACKFILL.CHANGED' }] });
    expect(JSON.parse(restarted.stdout)).toMatchObject({ backfills: [{ state: 'complete', walked: 10 }] });
  });

  it.each([
    ['BACKFILL.INVALID', `{ table: 'Person' }`],
    ['BACKFILL.INVALID', `{ table: 'Person', sql: 'UPDATE "Person" SET "times" = 2' }`],
    ['BACKFILL.INVALID', `{ table: 'Person', sql: 'UPDATE x; DELETE FROM batch' }`],
    ['BACKFILL.INVALID', `{ table: 'Person', sql: 'SELECT 1 FROM batch', wher: 'true' }`],
    ['BACKFILL.NO_TABLE', `{ table: 'person', sql: 'SELECT 1 FROM batch' }`],
    ['BACKFILL.NO_KEY', `{ table: 'Person', key: ['name'], sql: 'SELECT 1 FROM batch' }`],
  ])('says %s at the file, and touches nothing: %s', async (code, body) => {
    project.write('upper', body);

    const { exitCode, stdout } = await project.run(['--json']);

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      diagnostics: [{ code, location: { file: 'prisma/backfills/upper.ts' } }],
    });
    expect(new Set((await people()).map(({ times }) => times))).toEqual(new Set([0]));
  });

  it('points into the SQL that cannot be read', async () => {
    project.write('upper', "{\n  table: 'Person',\n  sql: 'UPDATE x; DELETE FROM batch',\n}");
    expect(JSON.parse((await project.run(['--json'])).stdout)).toMatchObject({
      diagnostics: [{ code: 'BACKFILL.INVALID', location: { line: 3, column: 17 } }],
    });
  });

  it('belongs to production, and takes the embedded database for it nowhere', async () => {
    project.write('upper', upper);
    const production = { NODE_ENV: 'production' };

    const named = await project.run([], { ...production, DATABASE_URL: project.url });
    const embedded = await project.run(['--json'], production);

    expect(named.exitCode).toBe(0);
    expect(embedded.exitCode).toBe(1);
    expect(JSON.parse(embedded.stdout)).toMatchObject({ diagnostics: [{ code: 'GUARD.NO_DATABASE_NAMED' }] });
  });

  it('says that nobody answers', async () => {
    project.write('upper', upper);

    const { exitCode, stdout } = await project.run(['--json'], {
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    });

    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ code: 'MIGRATION.NO_SERVER' }] });
  });

  it('names the nearest backfill when there is none of that name, and refuses numbers that are none', async () => {
    project.write('upper', upper);

    const unknown = await project.run(['uper', '--json']);
    const number = await project.run(['--batch', '0', '--json']);

    expect([unknown.exitCode, number.exitCode]).toEqual([2, 2]);
    expect(JSON.parse(unknown.stdout)).toMatchObject({
      diagnostics: [{ code: 'BACKFILL.UNKNOWN', hint: 'Take "upper".' }],
    });
    expect(JSON.parse(number.stdout)).toMatchObject({ diagnostics: [{ code: 'CALL.INVALID' }] });
  });
});

/** Resolves when a statement waits for a row (or none does any more). */
async function untilWaiting(project: BackfillProject, wanted = true): Promise<void> {
  const waits = `SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND locktype IN ('transactionid', 'tuple') AND datname = current_database()`;
  while ((await project.query(waits)).length > 0 !== wanted) await new Promise((done) => setTimeout(done, 1));
}

/** Resolves when a second command has looked for the lock; the first one has asked for other things since. */
async function untilLocks(project: BackfillProject): Promise<void> {
  const asked = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND query LIKE 'SELECT pg_try_advisory_lock%'`;
  while ((await project.query(asked)).length === 0) await new Promise((done) => setTimeout(done, 5));
}
