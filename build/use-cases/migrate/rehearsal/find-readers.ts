import type { ClientBase } from 'pg';
import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';

/** A view that reads a column. */
export interface ColumnReader {
  readonly view: string;
  readonly table: string;
  readonly column: string;
}

/** Every view that reads a column the statement changes or drops, by name: PostgreSQL itself names one column's only. */
export async function findReaders(
  client: Pick<ClientBase, 'query'>,
  { objects }: SqlStatement,
): Promise<ColumnReader[]> {
  const changed = objects.filter(
    ({ kind, column, touch }) =>
      kind === 'table' && column !== undefined && (touch === 'alter' || touch === 'drop'),
  );
  if (changed.length === 0) return [];
  const { rows } = await client.query<ColumnReader>(readers, [
    changed.map(({ schema }) => schema ?? null),
    changed.map(({ name }) => name),
    changed.map(({ column }) => column),
  ]);
  return rows;
}

const readers = `SELECT DISTINCT v.relname::text AS view, t.relname::text AS "table", a.attname::text AS "column"
  FROM unnest($1::text[], $2::text[], $3::text[]) AS changed(schema, name, attribute)
    JOIN pg_class t ON t.relname = changed.name
    JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = coalesce(changed.schema, current_schema())
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = changed.attribute
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid AND d.refobjsubid = a.attnum
    JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    JOIN pg_class v ON v.oid = r.ev_class AND v.oid <> t.oid
  ORDER BY 1, 2, 3`;
