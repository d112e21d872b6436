import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { runBackfill } from '../../../build/use-cases/migrate/backfill/run-backfill.ts';
import { readBackfills } from '../../../build/use-cases/migrate/backfill/read-backfills.ts';
import { prepareCheckpoints } from '../../../build/use-cases/migrate/backfill/checkpoint.ts';
import { diskFiles } from '../../../build/files/disk-files.ts';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { type BackfillProject, createBackfillProject } from '../../support/backfill-project.ts';
import { startFaultProxy } from '../../support/faults/fault-proxy.ts';
import { surviveFaults, untilAlone } from '../../support/faults/survive-faults.ts';
import { repository } from '../schema-engine/prisma-project.ts';

jest.setTimeout(180_000);

// TypeScript that only TypeScript can read, in a folder without a package.json.
const counted = `{ table: 'Count' satisfies string, batch: 2, sql: 'UPDATE "Count" AS own SET "times" = own."times" + 1 FROM batch WHERE own."id" = batch."id"' }`;

describe('a backfill that is disturbed', () => {
  let project: BackfillProject;
  beforeEach(async () => {
    project = await createBackfillProject();
    project.write('count', counted);
    await reset();
  });
  afterEach(async () => {
    await project.remove();
  });

  const times = async (): Promise<string> => {
    const rows = await project.query<{ times: number }>('SELECT "times" FROM "Count" ORDER BY "id"');
    return rows.map((row) => row.times).join('');
  };
  async function reset(): Promise<void> {
    await project.query(
      `DROP TABLE IF EXISTS "Count"; DROP SCHEMA IF EXISTS tessera CASCADE;
       CREATE TABLE "Count" ("id" integer PRIMARY KEY, "times" integer NOT NULL DEFAULT 0);
       INSERT INTO "Count" SELECT generate_series(1, 4)`,
    );
  }

  it('has done every row once after the next run, whatever happened at whichever statement', async () => {
    const { wounds, faults, statements } = await surviveFaults({
      url: project.url,
      reset,
      run: async (url) => {
        const { exitCode, stderr } = await project.run([], { DATABASE_URL: url });
        if (exitCode !== 0) throw new Error(stderr);
      },
      // The place is as far as the rows are: one transaction wrote both.
      look: async () => {
        const [table] = await project.query<{ there: boolean }>(
          `SELECT to_regclass('tessera.backfills') IS NOT NULL AS there`,
        );
        const [place] = table?.there
          ? await project.query<{ position: string[] | null }>('SELECT "position" FROM tessera.backfills')
          : [];
        return { times: await times(), at: place?.position?.[0] ?? null };
      },
      between: [
        { times: '1100', at: '2' },
        { times: '1111', at: '4' },
      ],
    });

    expect(wounds).toEqual([]);
    expect(statements.filter((text) => text.includes('own."times" + 1'))).toHaveLength(2);
    expect(faults).toBeGreaterThan(statements.length + 20);
  });

  it.each(['UPDATE "Count"', 'COMMIT'])('goes on after kill -9 at %s', async (statement) => {
    const proxy = await startFaultProxy(project.url);
    try {
      proxy.arm();
      await project.run([], { DATABASE_URL: proxy.url });
      const at = proxy.statements().findLastIndex((text) => text.includes(statement));
      await reset();
      const child = spawn(
        process.execPath,
        [join(repository, 'bin/tessera.js'), 'migrate', 'backfill', '--project', project.dir()],
        { env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: proxy.url }, stdio: 'ignore' },
      );
      const ended = once(child, 'exit');
      proxy.arm({
        at,
        fault: async () => {
          child.kill('SIGKILL');
          await ended;
        },
      });
      expect(await ended).toEqual([null, 'SIGKILL']);
      await untilAlone(project.url);
      expect(await times()).toMatch(/^11(00|11)$/);

      const { exitCode, stderr } = await project.run([]);

      expect([exitCode, stderr]).toEqual([0, expect.stringContaining('goes on after')]);
      expect(await times()).toBe('1111');
    } finally {
      await proxy.close();
    }
  });

  it('stands still while the statement of somebody else has been waiting for long, and goes on then', async () => {
    const [holder, waiter, client] = [1, 2, 3].map(() => new pg.Client(project.url));
    if (!holder || !waiter || !client) throw new Error('three clients');
    await Promise.all([holder, waiter, client].map((one) => one.connect()));
    try {
      await project.query('CREATE TABLE IF NOT EXISTS "Other" ()');
      await holder.query('BEGIN; LOCK TABLE "Other"');
      const { rows } = await waiter.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const waiting = waiter.query('SELECT FROM "Other"');
      // For longer than the pace allows, before the first batch can end.
      const longWait = `SELECT FROM pg_locks WHERE NOT granted AND pid = ${rows[0]?.pid ?? 0} AND clock_timestamp() - waitstart > interval '40 ms'`;
      while ((await project.query(longWait)).length === 0);
      await prepareCheckpoints(client);
      const config = { projectDir: project.dir(), migrationsDir: 'prisma/migrations' };
      const [backfill] = (await readBackfills(config, diskFiles)).backfills;
      if (!backfill) throw new Error('no backfill');
      const events: string[] = [];
      const diagnostic = await runBackfill(client, parseConnectionUrl(project.url, '/'), backfill, {
        // Answers take no time here, so the wait of the other one is all that counts.
        clock: {
          now: () => 0,
          sleep: async () => {
            events.push(await times());
            if (events.length > 3 && events.at(-1) === events.at(-2)) await holder.query('ROLLBACK');
          },
        },
        pace: { batch: undefined, maxLag: 20, pause: 0 },
        restart: false,
        tell: () => undefined,
      });
      await waiting;

      expect(diagnostic).toBeUndefined();
      expect(events.length).toBeGreaterThan(2);
      expect(await times()).toBe('1111');
    } finally {
      await Promise.all([holder, waiter, client].map((one) => one.end()));
    }
  });
});
