import { Inject, Injectable } from '@nestjs/common';
import PgBoss from 'pg-boss';
import { z } from 'zod';
import { JOBS_ENVIRONMENT, type JobsEnvironment } from '../jobs-environment.ts';
import { BossView } from './boss-view.ts';
import { owned, rowOf } from './job-row.ts';
import { JobsDatabase } from './jobs-database.ts';
import { libraryDb } from './library-db.ts';
import {
  type AddedJob,
  type Failure,
  jobNameOf,
  type Limits,
  type NewJob,
  QueuePort,
  type QueueSettings,
  QueueUnfitError,
  type Sql,
  type StoredJob,
  type TakenJob,
  type JobFilter,
} from './queue.port.ts';
import { schema, schemaVersion, statements } from './statements.ts';

/** How often a job may be lost with the process that had it. */
const MOST_LOST = 5;

const Ids = z.array(z.object({ id: z.string() }));
const Names = z.array(z.object({ name: z.string() }));
const Failing = z.array(z.object({ isLast: z.boolean() })).length(1);
const Running = z.array(z.object({ total: z.number(), own: z.number() })).length(1);

/**
 * The queue on pg-boss. It makes, fetches, ends, fails and archives jobs; what it lacks is in `statements`. It opens no
 * connection, starts no timer and creates no table here.
 */
@Injectable()
export class BossQueue extends QueuePort {
  readonly lease: number;
  readonly #leaseSeconds: number;
  readonly #boss: PgBoss;
  readonly #view: BossView;

  constructor(
    private readonly database: JobsDatabase,
    @Inject(JOBS_ENVIRONMENT) { lease }: JobsEnvironment,
  ) {
    super();
    this.lease = lease;
    this.#leaseSeconds = lease / 1000;
    this.#view = new BossView(database);
    this.#boss = new PgBoss({
      db: libraryDb(database),
      schema,
      migrate: false,
      supervise: false,
      schedule: false,
      archiveCompletedAfterSeconds: 12 * 3600,
      archiveFailedAfterSeconds: 30 * 24 * 3600,
    });
  }

  async check(): Promise<void> {
    const { rows } = await this.database.executeSql(statements.isInstalled);
    if (rows.length === 0) {
      throw new QueueUnfitError(`There is no schema "${schema}" in the database: apply the migrations.`);
    }
    const version = await this.database.executeSql(statements.version);
    const [row] = z.array(z.object({ version: z.number() })).parse(version.rows);
    if (row?.version === schemaVersion) return;
    throw new QueueUnfitError(
      `The queue's tables are of version ${row?.version ?? 'none'}, and this build works with ${schemaVersion}: apply the migrations that belong to it.`,
    );
  }

  async declare(settings: QueueSettings, sql: Sql): Promise<void> {
    const { name, unique, retryLimit, retryDelay, backOff } = settings;
    // None of the library's policies: the indexes of the migration `job_queue_keys` hold these.
    await sql.executeSql(statements.declare, [name, unique, retryLimit, retryDelay, backOff]);
  }

  async add(queue: string, job: NewJob, sql: Sql): Promise<AddedJob | undefined> {
    const { id, data, ...options } = rowOf(job, this.#leaseSeconds);
    const made = await this.#boss.send(queue, data, { ...options, id, db: libraryDb(sql) });
    if (made !== null) return { id: made, isNew: true };
    const { rows } = await sql.executeSql(statements.holder, [queue, options.singletonKey]);
    const [holder] = Ids.parse(rows);
    if (holder !== undefined) return { id: holder.id, isNew: false };
    const known = await sql.executeSql(statements.isKnown, [queue]);
    // Its key was free again before it could be looked for.
    return known.rows.length === 0 ? undefined : this.add(queue, job, sql);
  }

  async addAll(queue: string, jobs: readonly NewJob[], sql: Sql): Promise<void> {
    const rows = jobs.map((job) => ({ ...rowOf(job, this.#leaseSeconds), name: queue }));
    await this.#boss.insert(rows, { db: libraryDb(sql) });
  }

  async ready(names: readonly string[], sql: Sql): Promise<readonly string[]> {
    const { rows } = await sql.executeSql(statements.ready, [names]);
    return Names.parse(rows).map(({ name }) => name);
  }

  async take(queue: string, count: number, { total, perTenant }: Limits): Promise<readonly TakenJob[]> {
    const isLimited = total !== undefined || perTenant !== undefined;
    const base = jobNameOf(queue);
    return this.database.transaction(async (sql) => {
      if (!isLimited) return this.#fetch(queue, count, sql);
      // Counting and taking are one step, whichever process does it.
      await sql.executeSql(statements.lock, [base]);
      const [running] = Running.parse((await sql.executeSql(statements.running, [base, queue])).rows);
      const left = Math.min(
        count,
        (total ?? Infinity) - (running?.total ?? 0),
        (perTenant ?? Infinity) - (running?.own ?? 0),
      );
      return left > 0 ? this.#fetch(queue, left, sql) : [];
    }, statements.beginTaking);
  }

  async finish(queue: string, ids: readonly string[]): Promise<void> {
    await this.#boss.complete(queue, [...ids]);
  }

  async finishIn(job: TakenJob, sql: Sql): Promise<boolean> {
    if (!(await this.#isOwn(job, sql))) return false;
    // Its types allow to leave out the result; then the options would be taken for it.
    await this.#boss.complete(job.queue, job.id, {}, { db: libraryDb(sql) });
    return true;
  }

  fail(job: TakenJob, { reason, message, isFinal }: Failure): Promise<'again' | 'dead' | undefined> {
    return this.database.transaction(async (sql) => {
      if (!(await this.#isOwn(job, sql))) return undefined;
      const values = [job.queue, job.id, isFinal, this.#leaseSeconds];
      const [row] = Failing.parse((await sql.executeSql(statements.failing, values)).rows);
      await this.#boss.fail(job.queue, job.id, { reason, message }, { db: libraryDb(sql) });
      return row?.isLast === true ? 'dead' : 'again';
    });
  }

  async release(job: TakenJob): Promise<void> {
    await this.database.executeSql(statements.release, [...owned([job]), this.#leaseSeconds]);
  }

  async keep(jobs: readonly TakenJob[]): Promise<ReadonlySet<string>> {
    const { rows } = await this.database.executeSql(statements.keep, [...owned(jobs), this.#leaseSeconds]);
    return new Set(Ids.parse(rows).map(({ id }) => id));
  }

  async recover(): Promise<number> {
    const message = `It was lost with the process that had it ${MOST_LOST} times: it seems to end them.`;
    const output = JSON.stringify({ reason: 'lost', message });
    await this.database.executeSql(statements.giveUp, [MOST_LOST, output]);
    return (await this.database.executeSql(statements.recover, [MOST_LOST, this.#leaseSeconds])).rows.length;
  }

  async tidy(): Promise<void> {
    const { rows } = await this.database.executeSql(statements.tidyTurn);
    if (rows.length === 0) return;
    await this.#boss.archive();
    for (const statement of [statements.dropArchived, statements.dropProgress, statements.dropWorkers]) {
      await this.database.executeSql(statement);
    }
  }

  async wake(): Promise<void> {
    await this.database.executeSql('SELECT pg_notify($1, $2)', [schema, '']);
  }

  find(id: string): Promise<StoredJob | undefined> {
    return this.#view.find(id);
  }

  list(filter: JobFilter): Promise<readonly StoredJob[]> {
    return this.#view.list(filter);
  }

  counts() {
    return this.#view.counts();
  }

  async cancel({ queue, id }: StoredJob): Promise<boolean> {
    await this.#boss.cancel(queue, id);
    // The process that runs it hears of it at once.
    await this.database.executeSql('SELECT pg_notify($1, $2)', [schema, `cancel:${id}`]);
    return (await this.#view.find(id))?.state === 'cancelled';
  }

  async again({ queue, id, state }: StoredJob): Promise<boolean> {
    try {
      return await this.database.transaction(async (sql) => {
        if (state === 'failed') await this.#boss.retry(queue, id, { db: libraryDb(sql) });
        else await this.#boss.resume(queue, id, { db: libraryDb(sql) });
        const stored = await new BossView(sql).find(id);
        if (stored?.state !== 'waiting' && stored?.state !== 'retrying') return false;
        await sql.executeSql(statements.again, [queue, id, this.#leaseSeconds]);
        return true;
      });
    } catch (error) {
      // Another job has its key by now.
      if (error instanceof Error && 'code' in error && error.code === '23505') return false;
      throw error;
    }
  }

  async #fetch(queue: string, count: number, sql: Sql): Promise<TakenJob[]> {
    // The library keeps what fails to itself; no jobs and no answer are not the same.
    const failures: Error[] = [];
    const db = libraryDb({
      executeSql: async (text, values) => {
        try {
          return await sql.executeSql(text, values);
        } catch (error) {
          failures.push(error instanceof Error ? error : new Error(String(error)));
          throw error;
        }
      },
    });
    const jobs = await this.#boss.fetch(queue, { batchSize: count, includeMetadata: true, db });
    for (const failure of failures) throw failure;
    return jobs.map(({ id, retryCount, data }) => ({ queue, id, attempt: retryCount, data }));
  }

  async #isOwn({ queue, id, attempt }: TakenJob, sql: Sql): Promise<boolean> {
    return (await sql.executeSql(statements.own, [queue, id, attempt])).rows.length > 0;
  }
}
