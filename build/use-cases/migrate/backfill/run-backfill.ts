import type pg from 'pg';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import {
  asDriverError,
  isLostConnection,
  toConnectionError,
} from '../../../postgres/connection/connection-error.ts';
import { type ConnectionOptions } from '../../../postgres/connection/connection-options.ts';
import { type LoadedBackfill } from './backfill.ts';
import { batchFailed, blocked, changedMeanwhile, halfByTenants, rowsLeft } from './backfill-problems.ts';
import {
  type Checkpoint,
  completeCheckpoint,
  forgetTenants,
  readCheckpoints,
  readTenantCheckpoints,
  startCheckpoint,
} from './checkpoint.ts';
import { lengthenPause, type Clock, type Lag, measureLag, nextSize } from './pace.ts';
import { type Batch, ownerOf, runBatch } from './run-batch.ts';
import { findWalkedTable, keyRange, type WalkedTable } from './walked-table.ts';

/** How a backfill behaves towards others. */
export interface Pace {
  /** Rows in a batch, at most; undefined: what the backfill says. */
  readonly batch: number | undefined;
  /** Milliseconds; what a batch may take, and what makes it wait. */
  readonly maxLag: number;
  /** Milliseconds between two batches. */
  readonly pause: number;
}

export type BackfillEvent =
  | { readonly kind: 'start'; readonly table: WalkedTable; readonly from: Checkpoint | undefined }
  | { readonly kind: 'batch'; readonly batch: Batch; readonly size: number }
  /** It stands still, as the database is busy. */
  | { readonly kind: 'pause'; readonly lag: Lag }
  /** The batch could not lock a row, or lost a conflict with another transaction; it is tried again. */
  | { readonly kind: 'retry'; readonly reason: string };

interface WalkStart {
  readonly backfill: LoadedBackfill;
  readonly table: WalkedTable;
  readonly checkpoint: Checkpoint | undefined;
}

export interface BackfillRun {
  readonly clock: Clock;
  readonly pace: Pace;
  /** Begins at the first row again, whatever was done. */
  readonly restart: boolean;
  readonly tell: (event: BackfillEvent) => void;
}

/** Lock not available, deadlock, serialization failure: no mistake of the author, and the next try may succeed. */
const passing = new Set(['55P03', '40P01', '40001']);
/** About a minute and a half. */
const patience = 24;

/**
 * Walks through a table in short transactions, from where the last run ended, whatever ended it.
 *
 * @param client One connection, which holds the lock of backfills.
 * @returns why it is not complete; undefined: it is.
 * @throws EngineError when the connection is lost. What was committed stays, and the next run goes on behind it.
 */
export async function runBackfill(
  client: pg.ClientBase,
  target: ConnectionOptions,
  backfill: LoadedBackfill,
  run: BackfillRun,
): Promise<Diagnostic | undefined> {
  try {
    const checkpoint = (await readCheckpoints(client)).get(backfill.name);
    if (checkpoint?.isComplete === true && !run.restart) return undefined;
    const tenants = await readTenantCheckpoints(client, backfill.name);
    if (tenants.size > 0 && !run.restart) return halfByTenants(backfill, tenants.size);
    const table = await findWalkedTable(client, backfill, target.schema);
    if ('code' in table) return table;
    if (run.restart) await forgetTenants(client, backfill.name);
    return await walkTable(client, { backfill, table, checkpoint }, run);
  } catch (error) {
    if (isLostConnection(asDriverError(error))) throw toConnectionError(error, target);
    return batchFailed(backfill, error);
  }
}

/** Walks from where a checkpoint is to the end of the table, or of the tenant in it, and looks whether all is done. */
export async function walkTable(
  client: pg.ClientBase,
  { backfill, table, checkpoint }: WalkStart,
  run: BackfillRun,
): Promise<Diagnostic | undefined> {
  const owner = ownerOf(backfill, table);
  const from = run.restart ? undefined : checkpoint;
  if (from?.isComplete === true) return undefined;
  if (from && from.fingerprint !== backfill.fingerprint) return changedMeanwhile(backfill, from);
  if (!from) await startCheckpoint(client, owner, backfill.fingerprint);
  run.tell({ kind: 'start', table, from });
  const stop = await walk(client, { backfill, table, after: from?.position }, run);
  if (stop) return stop;
  const left = await countLeft(client, table, backfill);
  if (left) return left;
  await completeCheckpoint(client, owner);
  return undefined;
}

async function walk(
  client: pg.ClientBase,
  start: Pick<Parameters<typeof runBatch>[1], 'backfill' | 'table' | 'after'>,
  { clock, pace, tell }: BackfillRun,
): Promise<Diagnostic | undefined> {
  const largest = pace.batch ?? start.backfill.batch;
  let { after } = start;
  let size = largest;
  let failures = 0;
  for (;;) {
    const began = clock.now();
    try {
      const batch = await runBatch(client, { ...start, after, size, patience: pace.maxLag });
      if (!batch) return undefined;
      tell({ kind: 'batch', batch, size });
      after = batch.position;
      failures = 0;
      size = nextSize(size, { took: clock.now() - began, maxLag: pace.maxLag, largest });
      if (pace.pause > 0) await clock.sleep(pace.pause);
    } catch (error) {
      if (!passing.has(asDriverError(error).code ?? '')) throw error;
      if (failures === patience) return blocked(start.backfill, error);
      tell({ kind: 'retry', reason: asDriverError(error).message });
      size = Math.max(1, Math.floor(size / 2));
      await clock.sleep(lengthenPause(failures));
      failures += 1;
    }
    await untilCalm(client, { clock, pace, tell });
  }
}

/** Between two batches no row is locked, so a pause keeps no other statement waiting. */
async function untilCalm(
  client: pg.ClientBase,
  { clock, pace: { maxLag }, tell }: Pick<BackfillRun, 'clock' | 'pace' | 'tell'>,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const lag = await measureLag(client, clock);
    if (Math.max(lag.waiting, lag.replica, lag.answer) <= maxLag) return;
    tell({ kind: 'pause', lag });
    await clock.sleep(lengthenPause(attempt));
  }
}

/** The error for rows that `never` holds for; undefined when there are none. */
export async function countLeft(
  client: Pick<pg.ClientBase, 'query'>,
  table: WalkedTable,
  backfill: LoadedBackfill,
): Promise<Diagnostic | undefined> {
  const { never } = backfill;
  if (never === undefined) return undefined;
  const { condition, values } = keyRange(table, undefined);
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::float8 AS count FROM ${table.name} WHERE ${condition} AND (${never}\n)`,
    [...values],
  );
  const count = rows[0]?.count ?? 0;
  if (count === 0) return undefined;
  return rowsLeft(backfill, table, count);
}
