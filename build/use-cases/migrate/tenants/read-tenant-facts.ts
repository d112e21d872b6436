import { type ClientBase } from 'pg';
import { type TenantTable } from './tenant-table.ts';

export interface PolicyFacts {
  readonly name: string;
  readonly isPermissive: boolean;
  /** For every command and every role. */
  readonly isForAll: boolean;
  /** In PostgreSQL's own words. */
  readonly using: string | null;
  readonly check: string | null;
}

/** A whole index on columns: valid, without a condition or an expression. */
export interface IndexFacts {
  readonly columns: readonly string[];
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
}

export interface ForeignKeyFacts {
  readonly name: string;
  readonly columns: readonly string[];
  readonly schema: string;
  readonly table: string;
  readonly targetColumns: readonly string[];
  /** As in `pg_constraint`: `a`, `r`, `c`, `n`, `d`. */
  readonly onDelete: string;
  readonly onUpdate: string;
  readonly isValid: boolean;
}

/** What a database has of the table of a tenant model. */
export interface TenantFacts {
  readonly isEnabled: boolean;
  readonly isForced: boolean;
  /** Of the tenant's column, for a cast: without length, which would cut what is too long. */
  readonly type: string;
  readonly policies: readonly PolicyFacts[];
  readonly indexes: readonly IndexFacts[];
  readonly foreignKeys: readonly ForeignKeyFacts[];
  /** Other tables that refer to it. */
  readonly referrers: readonly { readonly schema: string; readonly table: string; readonly name: string }[];
}

function names(keys: string, table: string): string {
  return `(SELECT json_agg(a.attname ORDER BY u.at) FROM unnest(${keys}) WITH ORDINALITY u(num, at)
    JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = u.num)`;
}

function list(what: string, from: string): string {
  return `(SELECT coalesce(json_agg(json_build_object(${what})), '[]') FROM ${from})`;
}

const query = `SELECT json_build_object(
    'isEnabled', c.relrowsecurity, 'isForced', c.relforcerowsecurity,
    'type', CASE WHEN s.nspname = 'pg_catalog' THEN t.typname::text ELSE format('%I.%I', s.nspname, t.typname) END,
    'policies', ${list(
      `'name', p.polname, 'isPermissive', p.polpermissive, 'isForAll', p.polcmd = '*' AND p.polroles = '{0}',
       'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)`,
      'pg_policy p WHERE p.polrelid = c.oid',
    )},
    'indexes', ${list(
      `'columns', ${names('(x.indkey::int2[])[0:x.indnkeyatts - 1]', 'c.oid')}, 'isUnique', x.indisunique, 'isPrimary', x.indisprimary`,
      'pg_index x WHERE x.indrelid = c.oid AND x.indisvalid AND x.indpred IS NULL AND x.indexprs IS NULL',
    )},
    'foreignKeys', ${list(
      `'name', k.conname, 'columns', ${names('k.conkey', 'k.conrelid')}, 'targetColumns', ${names('k.confkey', 'k.confrelid')},
       'schema', fn.nspname, 'table', f.relname, 'onDelete', k.confdeltype, 'onUpdate', k.confupdtype, 'isValid', k.convalidated`,
      `pg_constraint k JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
       WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.conparentid = 0`,
    )},
    'referrers', ${list(
      `'name', k.conname, 'schema', fn.nspname, 'table', f.relname`,
      `pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
       WHERE k.contype = 'f' AND k.confrelid = c.oid AND k.conrelid <> c.oid AND k.conparentid = 0`,
    )}) AS facts
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = $3 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace s ON s.oid = t.typnamespace
  WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p')`;

/** By table; those that are not in the database, or lack the tenant's column, have none. */
export async function readTenantFacts(
  client: Pick<ClientBase, 'query'>,
  tables: readonly TenantTable[],
): Promise<ReadonlyMap<TenantTable, TenantFacts>> {
  const found = new Map<TenantTable, TenantFacts>();
  for (const table of tables) {
    const { rows } = await client.query<{ facts: TenantFacts }>(query, [
      table.schema,
      table.name,
      table.column,
    ]);
    if (rows[0]) found.set(table, rows[0].facts);
  }
  return found;
}
