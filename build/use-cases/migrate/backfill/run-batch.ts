import type pg from 'pg';
import { type LoadedBackfill } from './backfill.ts';
import { type CheckpointOwner, moveCheckpoint } from './checkpoint.ts';
import { columnList, keyRange, type Position, type WalkedTable } from './walked-table.ts';
import { writeChanges } from './write-changes.ts';

export interface BatchRequest {
  readonly backfill: LoadedBackfill;
  readonly table: WalkedTable;
  readonly after: Position | undefined;
  /** Rows to look at, at most. */
  readonly size: number;
  /** Milliseconds to wait for a row that another transaction holds. */
  readonly patience: number;
}

export interface Batch {
  readonly position: Position;
  readonly walked: number;
  readonly rows: number;
}

/**
 * Looks at the next rows in the order of the key and does the work on those that take part; one transaction with the
 * checkpoint. The rows are locked before they are read, so no change of another transaction is lost, and references to them
 * stay possible.
 *
 * @returns undefined behind the last row.
 */
export async function runBatch(client: pg.ClientBase, request: BatchRequest): Promise<Batch | undefined> {
  const { backfill, table, after } = request;
  const page = await findPage(client, request);
  if (!page) return undefined;
  await client.query(
    `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${String(request.patience)}`,
  );
  try {
    const { condition, values } = keyRange(table, after, page.position);
    const where = backfill.where === undefined ? '' : ` AND (${backfill.where}\n)`;
    const batch = `SELECT * FROM ${table.name} WHERE ${condition}${where} ORDER BY ${columnList(table.key)} FOR NO KEY UPDATE`;
    const rows = await workOn(client, request, batch, values);
    const done = { ...page, rows };
    await moveCheckpoint(client, ownerOf(backfill, table), done);
    await client.query('COMMIT');
    return done;
  } catch (error) {
    // On a connection that is gone this fails, too, and the first failure is the one to tell.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Whose checkpoint says how far the walk is. */
export function ownerOf({ name }: LoadedBackfill, { tenant }: Pick<WalkedTable, 'tenant'>): CheckpointOwner {
  return { name, tenant: tenant?.id };
}

async function workOn(
  client: pg.ClientBase,
  { backfill: { work }, table }: BatchRequest,
  batch: string,
  values: readonly string[],
): Promise<number> {
  switch (work.kind) {
    case 'sql': {
      const { rowCount } = await client.query(`WITH batch AS (${batch}) ${work.sql}`, [...values]);
      return rowCount ?? 0;
    }
    case 'transform':
      return await writeChanges(client, table, { text: batch, values: [...values] }, work.transform);
  }
}

/** By the key alone, so that a batch stays small work however few rows take part. */
async function findPage(
  client: pg.ClientBase,
  { table, after, size }: BatchRequest,
): Promise<Omit<Batch, 'rows'> | undefined> {
  const columns = columnList(table.key);
  const { condition, values } = keyRange(table, after);
  const texts = table.key.map((one) => `${columnList([one])}::text`).join(', ');
  const backwards = table.key.map((one) => `${columnList([one])} DESC`).join(', ');
  const { rows } = await client.query<Omit<Batch, 'rows'>>(
    `SELECT ARRAY[${texts}] AS position, " walked" AS walked FROM (
       SELECT ${columns}, (count(*) OVER ())::int AS " walked" FROM (
         SELECT ${columns} FROM ${table.name} WHERE ${condition} ORDER BY ${columns} LIMIT ${String(size)}
       ) AS page
     ) AS page ORDER BY ${backwards} LIMIT 1`,
    [...values],
  );
  return rows[0];
}
