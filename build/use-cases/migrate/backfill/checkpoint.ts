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

/** Whose a checkpoint is: of a backfill that walks through all rows, or through those of one tenant. */
export interface CheckpointOwner {
  readonly name: string;
  readonly tenant?: string | undefined;
}

/** Where checkpoints are: a schema that Prisma does not look at. */
const tables = { whole: 'backfills', tenants: 'backfills_by_tenant' } as const;

function tableOf({ tenant }: CheckpointOwner): string {
  return `"${toolSchema}"."${tenant === undefined ? tables.whole : tables.tenants}"`;
}

/** The parameters from `first` on that find the row of an owner. */
function isOwners({ tenant }: CheckpointOwner, first: number): string {
  return `"name" = $${String(first)}${tenant === undefined ? '' : ` AND "tenant" = $${String(first + 1)}`}`;
}

function valuesOf({ name, tenant }: CheckpointOwner): string[] {
  return tenant === undefined ? [name] : [name, tenant];
}

/** Makes the table of checkpoints when it is missing; under the lock, as two at once would collide. */
export async function prepareCheckpoints(client: Client, kind: keyof typeof tables = 'whole'): Promise<void> {
  if (await isThere(client, kind)) return;
  const owner = kind === 'whole' ? '"name" text PRIMARY KEY' : '"name" text, "tenant" text';
  // One transaction, as it is one query.
  await client.query(
    `CREATE SCHEMA IF NOT EXISTS "${toolSchema}";
     CREATE TABLE "${toolSchema}"."${tables[kind]}" (
       ${owner},
       "fingerprint" text NOT NULL,
       "position" text[],
       "walked" bigint NOT NULL DEFAULT 0,
       "rows" bigint NOT NULL DEFAULT 0,
       "batches" bigint NOT NULL DEFAULT 0,
       "started_at" timestamptz NOT NULL DEFAULT now(),
       "updated_at" timestamptz NOT NULL DEFAULT now(),
       "finished_at" timestamptz${kind === 'whole' ? '' : ',\n       PRIMARY KEY ("name", "tenant")'}
     )`,
  );
}

const columns = `"fingerprint", "position", "walked"::float8, "rows"::float8, "batches"::float8,
       "finished_at" IS NOT NULL AS "isComplete"`;

type StoredCheckpoint = Omit<Checkpoint, 'position'> & { readonly position: Position | null };

/** Checkpoints of whole tables by name; none when no backfill ever ran here. */
export async function readCheckpoints(client: Client): Promise<ReadonlyMap<string, Checkpoint>> {
  if (!(await isThere(client, 'whole'))) return new Map();
  const { rows } = await client.query<StoredCheckpoint & { name: string }>(
    `SELECT "name", ${columns} FROM "${toolSchema}"."${tables.whole}"`,
  );
  return new Map(rows.map(({ name, ...rest }) => [name, withPosition(rest)]));
}

/** Those of a backfill that walks tenant by tenant, by tenant. */
export async function readTenantCheckpoints(
  client: Client,
  name: string,
): Promise<ReadonlyMap<string, Checkpoint>> {
  if (!(await isThere(client, 'tenants'))) return new Map();
  const { rows } = await client.query<StoredCheckpoint & { tenant: string }>(
    `SELECT "tenant", ${columns} FROM "${toolSchema}"."${tables.tenants}" WHERE "name" = $1 ORDER BY "tenant"`,
    [name],
  );
  return new Map(rows.map(({ tenant, ...rest }) => [tenant, withPosition(rest)]));
}

function withPosition({ position, ...rest }: StoredCheckpoint): Checkpoint {
  return { ...rest, position: position ?? undefined };
}

/** Starts from the first row, whatever was there. */
export async function startCheckpoint(
  client: Client,
  owner: CheckpointOwner,
  fingerprint: string,
): Promise<void> {
  const isWhole = owner.tenant === undefined;
  await client.query(
    `INSERT INTO ${tableOf(owner)} ("fingerprint", "name"${isWhole ? '' : ', "tenant"'})
       VALUES ($1, $2${isWhole ? '' : ', $3'}) ON CONFLICT ("name"${isWhole ? '' : ', "tenant"'}) DO UPDATE SET
       "fingerprint" = $1, "position" = NULL, "walked" = 0, "rows" = 0, "batches" = 0,
       "started_at" = now(), "updated_at" = now(), "finished_at" = NULL`,
    [fingerprint, ...valuesOf(owner)],
  );
}

/** One batch further; belongs into the batch's own transaction. */
export async function moveCheckpoint(
  client: Client,
  owner: CheckpointOwner,
  batch: { readonly position: Position; readonly walked: number; readonly rows: number },
): Promise<void> {
  await client.query(
    `UPDATE ${tableOf(owner)} SET "position" = $1, "walked" = "walked" + $2, "rows" = "rows" + $3,
       "batches" = "batches" + 1, "updated_at" = now() WHERE ${isOwners(owner, 4)}`,
    [batch.position, batch.walked, batch.rows, ...valuesOf(owner)],
  );
}

export async function completeCheckpoint(client: Client, owner: CheckpointOwner): Promise<void> {
  await client.query(
    `UPDATE ${tableOf(owner)} SET "finished_at" = now(), "updated_at" = now() WHERE ${isOwners(owner, 1)}`,
    valuesOf(owner),
  );
}

/** Every tenant is done, and with them the whole table. */
export async function completeByTenants(client: Client, name: string, fingerprint: string): Promise<void> {
  await startCheckpoint(client, { name }, fingerprint);
  await client.query(
    `UPDATE "${toolSchema}"."${tables.whole}" AS whole SET "walked" = sums."walked", "rows" = sums."rows",
       "batches" = sums."batches", "finished_at" = now()
     FROM (SELECT coalesce(sum("walked"), 0) AS "walked", coalesce(sum("rows"), 0) AS "rows",
       coalesce(sum("batches"), 0) AS "batches" FROM "${toolSchema}"."${tables.tenants}" WHERE "name" = $1) AS sums
     WHERE "name" = $1`,
    [name],
  );
}

/** How far tenants are says nothing once the whole table begins again. */
export async function forgetTenants(client: Client, name: string): Promise<void> {
  if (!(await isThere(client, 'tenants'))) return;
  await client.query(`DELETE FROM "${toolSchema}"."${tables.tenants}" WHERE "name" = $1`, [name]);
}

/** The whole table is not done any more, or not known to be. */
export async function forgetWhole(client: Client, name: string): Promise<void> {
  await client.query(`DELETE FROM "${toolSchema}"."${tables.whole}" WHERE "name" = $1`, [name]);
}

async function isThere(client: Client, kind: keyof typeof tables): Promise<boolean> {
  // The catalogue may be read by every role, also one that may not look into the schema.
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = '${toolSchema}' AND c.relname = '${tables[kind]}') AS there`,
  );
  return rows[0]?.there === true;
}
