import { type RootClient } from './root-client.ts';

/** A broken constraint or unique index: its table and columns as the database names them. */
export interface ConstraintColumns {
  table: string;
  columns: string[];
}

/**
 * Looks up what a constraint covers: the error names the constraint only, and names are the author's choice (`map:`).
 *
 * @returns undefined when there is no index or foreign key of this name.
 * @throws Prisma's error when the database cannot be asked.
 */
export async function constraintColumns(
  prisma: Pick<RootClient, '$queryRaw'>,
  name: string,
): Promise<ConstraintColumns | undefined> {
  const rows = await prisma.$queryRaw<ConstraintColumns[]>`
    SELECT t.relname::text AS "table", array_agg(a.attname::text ORDER BY k.position) AS "columns"
    FROM (
      SELECT i.indrelid AS relation, i.indkey::int2[] AS keys FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname = ${name}
      UNION ALL
      SELECT f.conrelid, f.conkey FROM pg_constraint f WHERE f.contype = 'f' AND f.conname = ${name}
    ) found
    JOIN pg_class t ON t.oid = found.relation
    CROSS JOIN LATERAL unnest(found.keys) WITH ORDINALITY AS k(number, position)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
    GROUP BY t.oid, t.relname
    ORDER BY t.oid
    LIMIT 1`;
  return rows[0];
}
