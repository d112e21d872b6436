import type pg from 'pg';
import { toolSchema } from '../../../postgres/connection/production-mark.ts';
import { type Position } from './walked-table.ts';

type Client = Pick<pg.ClientBase, 'query'>;

/** How far a backfill is. */
export interface Checkpoint {
  readonly fingerprint: string;
  /** The last row that was looked at; undefined before the first. */
  readonly position: Position | undefined;
  /** Rows that were looked at, and those of them that took part. */
  readonly walked: number;
  readonly rows: number;
  readonly batches: number;
  readonly isComplete: boolean;
}

/** Where checkpoints are: a schema that Prisma does not look at. */
const table = `"${toolSchema}"."backfills"`;

/** Makes the table of checkpoints when it is missing; under the lock, as two at once would collide. */
export async function prepareCheckpoints(client: Client): Promise<void> {
  if (await isThere(client)) return;
  // One transaction, as it is one query.
  await client.query(
    `CREATE SCHEMA IF NOT EXISTS "${toolSchema}";
     CREATE TABLE ${table} (
       "name" text PRIMARY KEY,
       "fingerprint" text NOT NULL,
       "position" text[],
       "walked" bigint NOT NULL DEFAULT 0,
       "rows" bigint NOT NULL DEFAULT 0,
       "batches" bigint NOT NULL DEFAULT 0,
       "started_at" timestamptz NOT NULL DEFAULT now(),
       "updated_at" timestamptz NOT NULL DEFAULT now(),
       "finished_at" timestamptz
     )`,
  );
}

/** All checkpoints by name; none when no backfill ever ran here. */
export async function readCheckpoints(client: Client): Promise<ReadonlyMap<string, Checkpoint>> {
  if (!(await isThere(client))) return new Map();
  const { rows } = await client.query<
    Omit<Checkpoint, 'position'> & { name: string; position: Position | null }
  >(
    `SELECT "name", "fingerprint", "position", "walked"::float8, "rows"::float8, "batches"::float8,
       "finished_at" IS NOT NULL AS "isComplete" FROM ${table}`,
  );
  return new Map(
    rows.map(({ name, position, ...rest }) => [name, { ...rest, position: position ?? undefined }]),
  );
}

/** Starts from the first row, whatever was there. */
export async function startCheckpoint(client: Client, name: string, fingerprint: string): Promise<void> {
  await client.query(
    `INSERT INTO ${table} ("name", "fingerprint") VALUES ($1, $2) ON CONFLICT ("name") DO UPDATE SET
       "fingerprint" = $2, "position" = NULL, "walked" = 0, "rows" = 0, "batches" = 0,
       "started_at" = now(), "updated_at" = now(), "finished_at" = NULL`,
    [name, fingerprint],
  );
}

/** One batch further; belongs into the batch's own transaction. */
export async function moveCheckpoint(
  client: Client,
  name: string,
  batch: { readonly position: Position; readonly walked: number; readonly rows: number },
): Promise<void> {
  await client.query(
    `UPDATE ${table} SET "position" = $2, "walked" = "walked" + $3, "rows" = "rows" + $4,
       "batches" = "batches" + 1, "updated_at" = now() WHERE "name" = $1`,
    [name, batch.position, batch.walked, batch.rows],
  );
}

export async function completeCheckpoint(client: Client, name: string): Promise<void> {
  await client.query(`UPDATE ${table} SET "finished_at" = now(), "updated_at" = now() WHERE "name" = $1`, [
    name,
  ]);
}

async function isThere(client: Client): Promise<boolean> {
  // The catalogue may be read by every role, also one that may not look into the schema.
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = '${toolSchema}' AND c.relname = 'backfills') AS there`,
  );
  return rows[0]?.there === true;
}
