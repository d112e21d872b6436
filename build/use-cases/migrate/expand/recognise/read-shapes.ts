import { type Session } from '../../../../postgres/connection/open-session.ts';
import { isOwnSchema } from '../../../../postgres/catalog/list-schemas.ts';
import { toolSchema } from '../../../../postgres/connection/production-mark.ts';
import { type TableShape } from './table-shape.ts';

/** Reads the tables of a database, sorted by name. */
export async function readShapes({ pool }: Pick<Session, 'pool'>): Promise<TableShape[]> {
  const { rows } = await pool.query<TableShape>(shapesQuery);
  return rows;
}

/** Names of the columns with these numbers, in their order. */
const names = (table: string, numbers: string): string => `(
  SELECT coalesce(json_agg(a.attname ORDER BY n.nr), '[]') FROM unnest(${numbers}) WITH ORDINALITY n(attnum, nr)
  JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = n.attnum)`;

const shapesQuery = `
SELECT s.nspname AS schema, t.relname AS name,
  (SELECT coalesce(json_agg(json_build_object(
       'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isRequired', a.attnotnull,
       'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
       'isGenerated', a.attidentity <> '' OR a.attgenerated <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid), '') LIKE 'nextval(%'
     ) ORDER BY a.attnum), '[]')
   FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  coalesce((SELECT ${names('t.oid', 'i.indkey::int2[]')} FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary), '[]') AS key,
  (SELECT coalesce(json_agg(json_build_object('name', c.relname, 'isUnique', i.indisunique,
       'columns', ${names('t.oid', 'i.indkey::int2[]')}) ORDER BY c.relname), '[]')
   FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = t.oid AND NOT i.indisprimary) AS indexes,
  (SELECT coalesce(json_agg(json_build_object('columns', ${names('t.oid', 'k.conkey')},
       'table', r.relname, 'schema', rs.nspname, 'referenced', ${names('k.confrelid', 'k.confkey')},
       'isCascading', k.confdeltype = 'c') ORDER BY k.conname), '[]')
   FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rs ON rs.oid = r.relnamespace
   WHERE k.conrelid = t.oid AND k.contype = 'f') AS references
FROM pg_class t JOIN pg_namespace s ON s.oid = t.relnamespace
WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND t.relname <> '_prisma_migrations' AND ${isOwnSchema('s.nspname')}
  AND s.nspname <> '${toolSchema}'
ORDER BY s.nspname COLLATE "C", t.relname COLLATE "C"`;
