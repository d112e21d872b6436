import { z } from 'zod';
import { type JobFilter, type JobState, type Sql, type StoredJob } from './queue.port.ts';
import { columns, schema, statements } from './statements.ts';

/** What the library calls the states. */
const states = {
  created: 'waiting',
  retry: 'retrying',
  active: 'running',
  completed: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
} as const satisfies Record<string, JobState>;

const State = z.enum(['created', 'retry', 'active', 'completed', 'cancelled', 'failed']);

const Row = z
  .object({
    id: z.string(),
    queue: z.string(),
    state: State.transform((state) => states[state]),
    priority: z.number(),
    key: z.string().nullable(),
    retryCount: z.number(),
    retryLimit: z.number(),
    data: z.unknown(),
    output: z.unknown(),
    createdAt: z.date(),
    startAfter: z.date(),
    startedAt: z.date().nullable(),
    endedAt: z.date().nullable(),
  })
  .transform(({ retryCount, retryLimit, ...row }): StoredJob => ({
    ...row,
    attempts: row.startedAt === null ? 0 : retryCount + 1,
    maxAttempts: retryLimit + 1,
  }));

const Counts = z.array(
  z.object({ queue: z.string(), state: State.transform((state) => states[state]), count: z.number() }),
);

/** Reads jobs, those that ended long ago included. */
export class BossView {
  constructor(private readonly sql: Sql) {}

  async find(id: string): Promise<StoredJob | undefined> {
    for (const table of ['job', 'archive']) {
      const { rows } = await this.sql.executeSql(
        `SELECT ${columns} FROM ${schema}.${table} WHERE name IN (SELECT name FROM ${schema}.queue) AND id = $1::uuid`,
        [id],
      );
      const [row] = z.array(Row).parse(rows);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  /** Newest first. */
  async list({ state, queue, tenant, after, take }: JobFilter): Promise<readonly StoredJob[]> {
    const own = State.options.find((name) => states[name] === state);
    const { rows } = await this.sql.executeSql(
      `SELECT ${columns} FROM ${schema}.job
      WHERE ($1::text IS NULL OR state = $1::${schema}.job_state)
        AND ($2::text IS NULL OR name = $2 OR starts_with(name, $2 || '@'))
        AND ($3::text IS NULL OR data->>'tenant' = $3)
        AND ($4::uuid IS NULL OR (created_on, id) < (SELECT created_on, id FROM ${schema}.job WHERE id = $4))
      ORDER BY created_on DESC, id DESC LIMIT $5`,
      [own ?? null, queue ?? null, tenant ?? null, after ?? null, take],
    );
    return z.array(Row).parse(rows);
  }

  async counts() {
    return Counts.parse((await this.sql.executeSql(statements.counts)).rows);
  }
}
