import { type Session } from '../../schema-engine/open-session.ts';
import { toolSchema } from '../../schema-engine/production-mark.ts';

/** One thing a database consists of, in words that are equal exactly if the thing is. */
export interface CatalogEntry {
  /** `table`, `column`, `constraint`, `function`, `trigger`, … */
  readonly kind: string;
  /** With the table it belongs to, quoted as SQL wants it. */
  readonly name: string;
  /** The table it is a part of; null for what stands alone. */
  readonly table: string | null;
  readonly definition: string;
  /** SQL that makes it, for kinds Prisma's schema engine does not know; null for the others. */
  readonly create: string | null;
  /** SQL that removes it, for the same kinds. */
  readonly drop: string | null;
}

/**
 * Reads the whole schema of a database: also what Prisma does not look at (checks, triggers, functions, policies, comments,
 * rights). Left out: rows, the order of columns, owners, extensions' own objects, Prisma's record and the tool's schema.
 */
export async function readCatalog({ pool }: Pick<Session, 'pool'>): Promise<CatalogEntry[]> {
  const { rows } = await pool.query<CatalogEntry>(catalogQuery);
  return rows;
}

/** A line an entry, for comparisons and for people. */
export function describeEntry({ kind, name, definition }: CatalogEntry): string {
  return `${kind} ${name}${definition === '' ? '' : `: ${definition}`}`;
}

/** A part of the query: kind, name, table, definition, create, drop. */
const parts: readonly string[] = [
  `SELECT 'schema', quote_ident(nspname), NULL, coalesce(nspacl::text, ''), format('CREATE SCHEMA %I;', nspname), format('DROP SCHEMA %I;', nspname) FROM space`,
  `SELECT 'extension', quote_ident(extname), NULL, extversion, NULL, NULL FROM pg_extension`,
  `SELECT CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'c' THEN 'composite type' ELSE 'table' END,
     name, CASE WHEN relkind IN ('r', 'p', 'f') THEN name END,
     concat_ws(' ', relkind::text, relpersistence::text, reloptions::text, relacl::text, pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid),
       CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END),
     CASE relkind WHEN 'v' THEN format('CREATE VIEW %s%s AS %s', name, ' WITH (' || array_to_string(reloptions, ', ') || ')', pg_get_viewdef(oid))
       WHEN 'm' THEN format('CREATE MATERIALIZED VIEW %s AS %s', name, pg_get_viewdef(oid)) END,
     CASE relkind WHEN 'v' THEN format('DROP VIEW %s;', name) WHEN 'm' THEN format('DROP MATERIALIZED VIEW %s;', name) END
   FROM relation WHERE relkind IN ('r', 'p', 'f', 'S', 'v', 'm', 'c')`,
  `SELECT 'sequence settings', r.name, NULL, concat_ws(' ', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle), NULL, NULL
   FROM pg_sequence s JOIN relation r ON r.oid = s.seqrelid`,
  `SELECT 'column', format('%s.%I', r.name, a.attname), r.name,
     concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
       CASE WHEN d.adbin IS NOT NULL THEN 'default ' || pg_get_expr(d.adbin, d.adrelid) END,
       nullif(a.attidentity::text, ''), nullif(a.attgenerated::text, ''), c.collname), NULL, NULL
   FROM pg_attribute a JOIN relation r ON r.oid = a.attrelid AND r.relkind IN ('r', 'p', 'f', 'c')
   LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
   LEFT JOIN pg_collation c ON c.oid = a.attcollation AND c.collname <> 'default'
   WHERE a.attnum > 0 AND NOT a.attisdropped`,
  // Not-null constraints are part of their columns, whatever they are called.
  `SELECT 'constraint', format('%s.%I', r.name, k.conname), r.name, pg_get_constraintdef(k.oid),
     CASE WHEN k.contype IN ('c', 'x') THEN format('ALTER TABLE %s ADD CONSTRAINT %I %s;', r.name, k.conname, pg_get_constraintdef(k.oid)) END,
     CASE WHEN k.contype IN ('c', 'x') THEN format('ALTER TABLE %s DROP CONSTRAINT %I;', r.name, k.conname) END
   FROM pg_constraint k JOIN relation r ON r.oid = k.conrelid WHERE k.contype NOT IN ('n', 't')`,
  `SELECT 'index', format('%I.%I', r.nspname, i.relname), r.name, pg_get_indexdef(x.indexrelid) || CASE WHEN x.indisvalid THEN '' ELSE ' INVALID' END,
     CASE WHEN x.indpred IS NOT NULL OR x.indexprs IS NOT NULL THEN pg_get_indexdef(x.indexrelid) || ';' END,
     CASE WHEN x.indpred IS NOT NULL OR x.indexprs IS NOT NULL THEN format('DROP INDEX %I.%I;', r.nspname, i.relname) END
   FROM pg_index x JOIN relation r ON r.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid`,
  `SELECT CASE typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'type' END, format('%I.%I', s.nspname, t.typname), NULL,
     CASE typtype WHEN 'e' THEN (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)
       ELSE concat_ws(' ', format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault,
         (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname) FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')) END, NULL, NULL
   FROM pg_type t JOIN space s ON s.oid = t.typnamespace WHERE typtype IN ('e', 'd', 'r') AND NOT ${ofExtension('pg_type', 't.oid')}`,
  `SELECT 'function', p.oid::regprocedure::text, NULL, concat_ws(' ', CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END, p.proacl::text),
     CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) || ';' END, format('DROP ROUTINE %s;', p.oid::regprocedure)
   FROM pg_proc p JOIN space s ON s.oid = p.pronamespace WHERE NOT ${ofExtension('pg_proc', 'p.oid')}`,
  `SELECT 'trigger', format('%s.%I', r.name, t.tgname), r.name, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text, pg_get_triggerdef(t.oid) || ';', format('DROP TRIGGER %I ON %s;', t.tgname, r.name)
   FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal`,
  `SELECT 'rule', format('%s.%I', r.name, u.rulename), r.name, pg_get_ruledef(u.oid), pg_get_ruledef(u.oid), format('DROP RULE %I ON %s;', u.rulename, r.name)
   FROM pg_rewrite u JOIN relation r ON r.oid = u.ev_class WHERE u.rulename <> '_RETURN'`,
  `SELECT 'row security', r.name, r.name, concat_ws(' ', CASE WHEN r.relrowsecurity THEN 'enabled' END, CASE WHEN r.relforcerowsecurity THEN 'forced' END),
     concat_ws(' ', CASE WHEN r.relrowsecurity THEN format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY;', r.name) END,
       CASE WHEN r.relforcerowsecurity THEN format('ALTER TABLE %s FORCE ROW LEVEL SECURITY;', r.name) END),
     format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY; ALTER TABLE %1$s NO FORCE ROW LEVEL SECURITY;', r.name)
   FROM relation r WHERE r.relrowsecurity OR r.relforcerowsecurity`,
  `SELECT 'policy', format('%s.%I', r.name, p.policyname), r.name, body, format('CREATE POLICY %I ON %s %s;', p.policyname, r.name, body), format('DROP POLICY %I ON %s;', p.policyname, r.name)
   FROM (SELECT *, concat_ws(' ', 'AS', permissive, 'FOR', cmd, 'TO', array_to_string(roles, ', '), 'USING (' || qual || ')', 'WITH CHECK (' || with_check || ')') AS body FROM pg_policies) p
   JOIN relation r ON r.nspname = p.schemaname AND r.relname = p.tablename`,
  `SELECT 'statistics', format('%I.%I', s.nspname, e.stxname), NULL, pg_get_statisticsobjdef(e.oid), pg_get_statisticsobjdef(e.oid) || ';', format('DROP STATISTICS %I.%I;', s.nspname, e.stxname)
   FROM pg_statistic_ext e JOIN space s ON s.oid = e.stxnamespace`,
  // Naming an object takes long, and PostgreSQL comments on thousands of its own: their oids are below 16384, which is
  // `FirstNormalObjectId` in its source.
  `SELECT 'comment', o.type || ' ' || o.identity, NULL, d.description, NULL, NULL
   FROM (SELECT * FROM pg_description WHERE objoid >= 16384) d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) o
   WHERE o.schema IN (SELECT nspname FROM space)`,
];

function ofExtension(catalog: string, oid: string): string {
  return `EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;
}

const catalogQuery = `
WITH space AS (
  SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', '${toolSchema}')
), relation AS (
  SELECT c.*, s.nspname, format('%I.%I', s.nspname, c.relname) AS name
  FROM pg_class c JOIN space s ON s.oid = c.relnamespace
  WHERE c.relname <> '_prisma_migrations' AND NOT ${ofExtension('pg_class', 'c.oid')}
), entry(kind, name, "table", definition, "create", "drop") AS (
  ${parts.join('\n  UNION ALL ')}
)
SELECT kind, name, "table", definition, "create", "drop" FROM entry ORDER BY kind COLLATE "C", name COLLATE "C", definition COLLATE "C"`;
