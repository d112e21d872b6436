import { types } from 'node:util';
import type pg from 'pg';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import {
  asDriverError,
  isLostConnection,
  toConnectionError,
} from '../../../postgres/connection/connection-error.ts';
import { type ConnectionOptions } from '../../../postgres/connection/connection-options.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';
import { type TenantTable } from '../tenants/tenant-table.ts';
import { type LoadedBackfill } from './backfill.ts';
import { batchFailed, halfWhole, noTenantModel, tenantsHidden } from './backfill-problems.ts';
import {
  completeByTenants,
  forgetTenants,
  forgetWhole,
  prepareCheckpoints,
  readCheckpoints,
  readTenantCheckpoints,
} from './checkpoint.ts';
import { type BackfillRun, countLeft, walkTable } from './run-backfill.ts';
import { findWalkedTable, type KeyColumn, type WalkedTable } from './walked-table.ts';

export interface TenantRun extends BackfillRun {
  readonly tables: readonly TenantTable[];
  /** Only these. @default all that have rows */
  readonly only: readonly string[];
  /** What is told of the rows of one tenant. */
  readonly tellOf: (tenant: string, rows: number | undefined) => BackfillRun['tell'];
}

/**
 * Walks through a table one tenant after the other, each from where its last run ended. One that fails keeps none of the
 * others from being done. Each walk names its tenant to PostgreSQL as well, so that policies hold, and a role that they
 * are forced on can do the work.
 *
 * @returns a problem for each tenant that is not done; none: all of the table is
 * @throws EngineError when the connection is lost
 */
export async function runByTenant(
  client: pg.ClientBase,
  target: ConnectionOptions,
  backfill: LoadedBackfill,
  run: TenantRun,
): Promise<readonly Diagnostic[]> {
  const { name, fingerprint } = backfill;
  try {
    const whole = (await readCheckpoints(client)).get(name);
    if (whole?.isComplete === true && !run.restart) return [];
    if (whole && !run.restart) return [halfWhole(backfill, whole)];
    const table = await findWalkedTable(client, backfill, target.schema);
    if ('code' in table) return [table];
    const column = await findTenantColumn(client, { backfill, table, schema: target.schema }, run.tables);
    if (!column) return [noTenantModel(backfill)];
    await prepareCheckpoints(client, 'tenants');
    const tenants = run.only.length > 0 ? namedTenants(run.only) : await listTenants(client, table, column);
    if (!tenants) return [tenantsHidden(backfill, table)];
    if (run.restart) await forgetWhole(client, name);
    if (run.restart && run.only.length === 0) await forgetTenants(client, name);
    const problems: Diagnostic[] = [];
    for (const { id, rows } of tenants) {
      const problem = await walkTenant(
        client,
        { backfill, table: { ...table, tenant: { column, id } } },
        { ...run, tell: run.tellOf(id, rows) },
      );
      if (problem) problems.push({ ...problem, message: `Tenant "${id}": ${problem.message}` });
    }
    if (problems.length > 0 || run.only.length > 0) return problems;
    const left = await countLeft(client, table, backfill);
    if (left) return [left];
    await completeByTenants(client, name, fingerprint);
    return [];
  } catch (error) {
    if (isLostConnection(asDriverError(error))) throw toConnectionError(error, target);
    return [batchFailed(backfill, error)];
  }
}

/** Undefined when all of its rows are done. */
async function walkTenant(
  client: pg.ClientBase,
  { backfill, table }: { readonly backfill: LoadedBackfill; readonly table: WalkedTable },
  run: BackfillRun,
): Promise<Diagnostic | undefined> {
  const id = table.tenant?.id ?? '';
  try {
    await client.query('SET row_security = on');
    await client.query("SELECT set_config('app.tenant_id', $1, false)", [id]);
    const checkpoint = (await readTenantCheckpoints(client, backfill.name)).get(id);
    return await walkTable(client, { backfill, table, checkpoint }, run);
  } catch (error) {
    if (!types.isNativeError(error) || isLostConnection(asDriverError(error))) throw error;
    return batchFailed(backfill, error);
  } finally {
    // On a connection that is gone this fails, too, and the first failure is the one to tell.
    await client
      .query("SELECT set_config('app.tenant_id', '', false); SET row_security = off")
      .catch(() => undefined);
  }
}

/** Its type without a length, which would cut the name of a tenant that does not exist to that of another. */
async function findTenantColumn(
  client: pg.ClientBase,
  {
    backfill,
    table,
    schema,
  }: { readonly backfill: LoadedBackfill; readonly table: WalkedTable; readonly schema: string },
  tables: readonly TenantTable[],
): Promise<KeyColumn | undefined> {
  const found = tables.find(
    (one) => one.name === backfill.table && one.schema === (backfill.schema ?? schema),
  );
  if (!found) return undefined;
  const { rows } = await client.query<KeyColumn & Record<string, unknown>>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = to_regclass($1) AND attname = $2 AND NOT attisdropped`,
    [table.name, found.column],
  );
  return rows[0];
}

interface Tenant {
  readonly id: string;
  /** Undefined when it is not known. */
  readonly rows: number | undefined;
}

function namedTenants(ids: readonly string[]): Tenant[] {
  return [...new Set(ids)].map((id) => ({ id, rows: undefined }));
}

/** Those that have rows; undefined when policies hide them. */
async function listTenants(
  client: pg.ClientBase,
  { name }: WalkedTable,
  column: KeyColumn,
): Promise<Tenant[] | undefined> {
  try {
    const tenant = quoteIdentifier(column.name);
    const { rows } = await client.query<{ id: string; rows: number }>(
      `SELECT ${tenant}::text AS id, count(*)::float8 AS rows FROM ${name} GROUP BY ${tenant} ORDER BY ${tenant}`,
    );
    return rows;
  } catch (error) {
    if (asDriverError(error).code === '42501') return undefined;
    throw error;
  }
}
