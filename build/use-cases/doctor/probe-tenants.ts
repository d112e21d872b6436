import { type ClientBase } from 'pg';
import { quoteIdentifier } from '../../postgres/names/quote-identifier.ts';
import { sqlTable } from '../migrate/tenants/tenant-gap.ts';
import { type TenantTable } from '../migrate/tenants/tenant-table.ts';

type Client = Pick<ClientBase, 'query'>;

/** What a probe of one table came to; `blind` when the table has no rows of two tenants. */
export type Probe = { readonly kind: 'apart' | 'blind' } | { readonly kind: 'leaks'; readonly how: string };

/**
 * Two tenants of whom the table has rows, the first and the last by its index; one or none where there are no more.
 *
 * @param client of a role that sees every row
 */
export async function findTwoTenants(client: Client, table: TenantTable): Promise<readonly string[]> {
  const column = quoteIdentifier(table.column);
  const end = (order: string) =>
    `(SELECT ${column}::text AS tenant FROM ${sqlTable(table)} ORDER BY ${column} ${order} LIMIT 1)`;
  const { rows } = await client.query<{ tenant: string }>(`${end('ASC')} UNION ${end('DESC')}`);
  return rows.map(({ tenant }) => tenant);
}

/**
 * Lets the application's role read and write as each of two tenants, one after the other on one connection, and as none in
 * between. Each turn is a transaction that is rolled back.
 *
 * @param client of the application's role
 */
export async function probeTenants(
  client: Client,
  table: TenantTable,
  tenants: readonly string[],
): Promise<Probe> {
  for (const tenant of [undefined, ...tenants.flatMap((one) => [one, undefined])]) {
    const how = await inTransaction(client, tenant, () => lookForOthers(client, table, tenant));
    if (how !== undefined) return { kind: 'leaks', how };
  }
  return { kind: tenants.length > 1 ? 'apart' : 'blind' };
}

async function inTransaction<Result>(
  client: Client,
  tenant: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN');
  try {
    await client.query("SET LOCAL row_security = on; SET LOCAL statement_timeout = '10s'");
    if (tenant !== undefined) await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenant]);
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

/** @returns what was seen or changed that should not be */
async function lookForOthers(
  client: Client,
  table: TenantTable,
  tenant: string | undefined,
): Promise<string | undefined> {
  const name = sqlTable(table);
  const column = quoteIdentifier(table.column);
  const others = tenant === undefined ? '' : `WHERE ${column}::text <> $1`;
  const values = tenant === undefined ? [] : [tenant];
  const whose = tenant === undefined ? 'without a tenant' : 'as another tenant';
  const { rows } = await client.query<{ seen: boolean; mayUpdate: boolean }>(
    `SELECT EXISTS (SELECT FROM ${name} ${others}) AS seen,
       has_table_privilege(to_regclass(${literal(name)}), 'UPDATE') AS "mayUpdate"`,
    values,
  );
  if (rows[0]?.seen !== false) return `rows are seen ${whose}`;
  if (!rows[0].mayUpdate) return undefined;
  const { rowCount } = await client.query(`UPDATE ${name} SET ${column} = ${column} ${others}`, values);
  return rowCount === 0 ? undefined : `rows are changed ${whose}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
