import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type BackfillProject, createBackfillProject } from '../../support/backfill-project.ts';
import { repository } from '../schema-engine/prisma-project.ts';

const page = readFileSync(join(repository, 'docs/migrations/zero-downtime.md'), 'utf8');

/** The code block below a heading of the page. */
function block(heading: string): string {
  const text = page.split(`### ${heading}\n`)[1]?.split('```')[1];
  if (text === undefined) throw new Error(`docs/migrations/zero-downtime.md has no "${heading}"`);
  return text.replace(/^(sql|ts)\n/, '');
}

/** What a version of the app sends: it names the columns it knows, as Prisma's client does. */
interface Version {
  /** Parameters of each: id, value. */
  readonly write: readonly string[];
  /** Parameter: id. Gives `value`. */
  readonly read: string;
}

function version(column: string, type = 'text'): Version {
  return {
    write: [
      `INSERT INTO "User" ("id", "email", "${column}") VALUES ($1, $2::text, $2::text::${type})
        ON CONFLICT ("id") DO UPDATE SET "email" = excluded."email", "${column}" = excluded."${column}"`,
    ],
    read: `SELECT "${column}"::text AS value FROM "User" WHERE "id" = $1`,
  };
}

const email: Version = {
  write: [
    'INSERT INTO "User" ("id", "email") VALUES ($1, $2::text) ON CONFLICT ("id") DO UPDATE SET "email" = excluded."email"',
  ],
  read: 'SELECT "email" AS value FROM "User" WHERE "id" = $1',
};

const required: Version = {
  write: [
    `INSERT INTO "User" ("id", "email", "initial") VALUES ($1, $2::text, left($2::text, 1))
      ON CONFLICT ("id") DO UPDATE SET "email" = excluded."email", "initial" = excluded."initial"`,
  ],
  read: `${email.read} AND "initial" IS NOT NULL`,
};

const address: Version = {
  write: [
    ...email.write,
    'INSERT INTO "Address" ("userId", "city") VALUES ($1, $2::text) ON CONFLICT ("userId") DO UPDATE SET "city" = excluded."city"',
  ],
  read: 'SELECT "city" AS value FROM "Address" WHERE "userId" = $1',
};

const cases: readonly (readonly [name: string, a: Version, b: Version])[] = [
  ['Rename', version('name'), version('fullName')],
  ['Type', version('count', 'integer'), version('countBig', 'bigint')],
  ['Required', email, required],
  ['Split', version('city'), address],
];

describe('a change in steps, while two versions of the app read and write', () => {
  let project: BackfillProject;
  const started: Running[] = [];
  beforeEach(async () => {
    project = await createBackfillProject();
    await project.query(
      `CREATE TABLE "User" ("id" integer PRIMARY KEY, "email" text NOT NULL, "name" text NOT NULL DEFAULT '', "count" integer NOT NULL DEFAULT 0, "city" text);
       INSERT INTO "User" SELECT n, n, n, n, n FROM generate_series(1, 300) n`,
    );
  });
  afterEach(async () => {
    for (const one of started.splice(0)) await one.end();
    await project.remove();
  });

  async function run(version: Version, parity: 0 | 1): Promise<Running> {
    const running = await start(project.url, version, parity);
    started.push(running);
    return running;
  }

  it.each(cases)(
    '%s: no request fails, and each sees what the other wrote',
    async (name, versionA, versionB) => {
      const backfill = block(`${name}: backfill`).replace('export default ', '').trim().replace(/;$/, '');
      project.write('fill', backfill);
      const old = await run(versionA, 0);
      await old.during(() => project.query(block(`${name}: expand`)));
      const filled = await old.during(() => project.run(['--batch', '20', '--json']));
      expect(JSON.parse(filled.stdout)).toMatchObject({ ok: true, backfills: [{ state: 'complete' }] });

      const first = await run(versionB, 1);
      await old.during(() => first.during(() => Promise.resolve()));
      expect(await first.stop()).toEqual([]);
      expect(await old.readAll([...first.written.keys()])).toEqual([...first.written.values()]);

      const second = await run(versionB, 1);
      expect(await old.stop()).toEqual([]);
      await second.during(() => project.query(block(`${name}: contract`)));
      expect(await second.stop()).toEqual([]);

      const last = new Map([...old.written, ...first.written, ...second.written]);
      expect(last.size).toBeGreaterThan(20);
      expect(await second.readAll([...last.keys()])).toEqual([...last.values()]);
    },
  );
});

type Running = Awaited<ReturnType<typeof start>>;

/** Requests of one version, one after another, until it is stopped; it writes rows with even or with odd numbers. */
async function start(url: string, own: Version, parity: 0 | 1) {
  const client = new pg.Client(url);
  // A failed test drops the database under it.
  client.on('error', () => undefined);
  await client.connect();
  const failures: unknown[] = [];
  const written = new Map<number, string>();
  let [requests, isStopped] = [0, false];

  async function request(id: number): Promise<void> {
    try {
      const value = String(1000 + requests);
      for (const statement of own.write) await client.query(statement, [id, value]);
      written.set(id, value);
      const { rows } = await client.query<{ value: string }>(own.read, [id]);
      if (rows[0]?.value !== value) failures.push(`${String(id)}: ${String(rows[0]?.value)}, not ${value}`);
    } catch (error) {
      failures.push(error);
    }
    requests += 1;
  }
  const running = (async () => {
    // Rows that are there, and new ones behind them; the first failure is enough.
    while (!isStopped && failures.length === 0) await request(((requests * 14) % 600) + 2 + parity);
  })();
  const readAll = async (ids: readonly number[]): Promise<(string | undefined)[]> => {
    const values: (string | undefined)[] = [];
    for (const id of ids) values.push((await client.query<{ value: string }>(own.read, [id])).rows[0]?.value);
    return values;
  };

  return {
    written,
    readAll,
    /** Resolves when the work is done, and requests were answered before, during or after it. */
    during: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      const before = requests;
      const result = await work();
      while (requests < before + 10 && failures.length === 0) await new Promise((done) => setImmediate(done));
      return result;
    },
    stop: async (): Promise<unknown[]> => {
      isStopped = true;
      await running;
      return failures;
    },
    end: async (): Promise<void> => {
      isStopped = true;
      await running;
      await client.end();
    },
  };
}
