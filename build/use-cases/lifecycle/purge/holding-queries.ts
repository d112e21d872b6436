export const relationsNamed = `SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname || '.' || c.relname = ANY($1)`;

export const enumsNamed = `SELECT t.oid::text AS oid, n.nspname AS schema, t.typname AS name
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype = 'e' AND n.nspname || '.' || t.typname = ANY($1)`;

/** Partitions at every depth, the larger ones first; they go with their table. */
export const partitionsOf = `WITH RECURSIVE part AS (
    SELECT inhrelid AS oid, inhparent AS parent, inhparent AS root, 1 AS depth FROM pg_inherits
    WHERE inhparent = ANY($1::oid[]) AND (SELECT relispartition FROM pg_class WHERE oid = inhrelid)
    UNION ALL SELECT i.inhrelid, i.inhparent, p.root, p.depth + 1 FROM pg_inherits i JOIN part p ON i.inhparent = p.oid)
  SELECT c.oid::text AS oid, p.root::text AS root, n.nspname AS schema, c.relname AS name, c.relkind <> 'p' AS "isLeaf",
    format('PARTITION OF %I.%I %s', s.nspname, o.relname, pg_get_expr(c.relpartbound, c.oid))
      || coalesce(' PARTITION BY ' || pg_get_partkeydef(c.oid), '') AS definition
  FROM part p JOIN pg_class c ON c.oid = p.oid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class o ON o.oid = p.parent JOIN pg_namespace s ON s.oid = o.relnamespace
  ORDER BY p.depth, 3, 4`;

export const partitionKey = `SELECT pg_get_partkeydef($1::oid) AS by WHERE pg_get_partkeydef($1::oid) IS NOT NULL`;

export const writtenColumns = `SELECT attname AS name FROM pg_attribute
  WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`;

export const enumValues = `SELECT enumtypid::text AS oid, array_agg(enumlabel::text ORDER BY enumsortorder) AS values
  FROM pg_enum WHERE enumtypid = ANY($1::oid[]) GROUP BY enumtypid`;

/** Keys of other tables, views, rules and functions on the tables; columns of other tables and functions with the types. */
export const dependants = `
  SELECT format('foreign key "%s" of table %s refers to table %s', conname, conrelid::regclass, confrelid::regclass) AS what
  FROM pg_constraint
  WHERE contype = 'f' AND confrelid = ANY($1::oid[]) AND NOT conrelid = ANY($1::oid[]) AND conparentid = 0
  UNION SELECT format('view %s reads table %s', r.ev_class::regclass, d.refobjid::regclass)
  FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
  WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY($1::oid[]) AND NOT r.ev_class = ANY($1::oid[])
  UNION SELECT format('table %s is a part of table %s', inhrelid::regclass, inhparent::regclass)
  FROM pg_inherits WHERE inhparent = ANY($1::oid[]) AND NOT inhrelid = ANY($1::oid[])
  UNION SELECT format('column "%s" of %s has type %s', a.attname, a.attrelid::regclass, coalesce(nullif(t.typelem, 0), t.oid)::regtype)
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN pg_class c ON c.oid = a.attrelid
  WHERE (t.oid = ANY($2::oid[]) OR t.typelem = ANY($2::oid[])) AND NOT a.attisdropped
    AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT a.attrelid = ANY($1::oid[])
  UNION SELECT format('function %s takes or gives type %s', d.objid::regprocedure, d.refobjid::regtype)
  FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass
    AND (d.refobjid = ANY($2::oid[]) OR d.refobjid IN (SELECT typarray FROM pg_type WHERE oid = ANY($2::oid[])))
  ORDER BY 1`;
