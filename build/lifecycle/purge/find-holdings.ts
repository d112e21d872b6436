import { type LockEntry } from '../../lock/lock-file.ts';
import { inSnapshot } from '../in-snapshot.ts';
import { type Session } from '../../schema-engine/open-session.ts';

/** A table of a component as it is in the database. */
export interface HeldTable {
  /** As the lock has it. */
  readonly known: string;
  readonly schema: string;
  readonly name: string;
  /** Those with a value of their own: generated ones are not copied. */
  readonly columns: readonly string[];
  readonly rows: number;
}

export interface HeldType {
  readonly known: string;
  readonly schema: string;
  readonly name: string;
  readonly values: readonly string[];
}

/** What is not of the component and would break, in words: `key "x" of table "y" refers to table "z"`. */
export interface Holdings {
  readonly tables: readonly HeldTable[];
  readonly enums: readonly HeldType[];
  readonly usedBy: readonly string[];
}

interface Found {
  readonly known: string;
  readonly schema: string;
  readonly name: string;
  /** As PostgreSQL writes it: too large for a number of four bytes. */
  readonly oid: string;
}

/**
 * What a component has in the database, and what of others stands on it. Read in one snapshot.
 *
 * @param schemas where names without a schema may be, the likeliest first
 */
export async function findHoldings(
  session: Session,
  { tables, enums }: Pick<LockEntry, 'tables' | 'enums'>,
  schemas: readonly string[],
): Promise<Holdings> {
  return inSnapshot(session, 'READ ONLY', async (client) => {
    const ask = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
      (await client.query<Row>(sql, [...values])).rows;
    const relations = await locate(tables, schemas, (names) => ask(relationsNamed, [names]));
    const types = await locate(enums, schemas, (names) => ask(enumsNamed, [names]));
    const own = relations.map(({ oid }) => oid);
    const held: HeldTable[] = [];
    for (const { known, schema, name, oid } of relations) {
      const columns = await ask<{ name: string }>(columnsOf, [oid]);
      const [count] = await ask<{ rows: number }>(
        `SELECT count(*)::float8 AS rows FROM ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`,
      );
      held.push({ known, schema, name, columns: columns.map((one) => one.name), rows: count?.rows ?? 0 });
    }
    const values = await ask<{ oid: string; values: string[] }>(enumValues, [types.map(({ oid }) => oid)]);
    const usedBy = await ask<{ what: string }>(dependants, [own, types.map(({ oid }) => oid)]);
    return {
      tables: held,
      enums: types.map(({ known, schema, name, oid }) => ({
        known,
        schema,
        name,
        values: values.find((one) => one.oid === oid)?.values ?? [],
      })),
      usedBy: usedBy.map(({ what }) => what),
    };
  });
}

/** The first of the places a name may mean that is there. */
async function locate(
  names: readonly string[],
  schemas: readonly string[],
  ask: (full: readonly string[]) => Promise<Omit<Found, 'known'>[]>,
): Promise<Found[]> {
  const places = names.map((known) => ({
    known,
    full: [...(known.includes('.') ? [known] : []), ...schemas.map((schema) => `${schema}.${known}`)],
  }));
  const found = await ask(places.flatMap(({ full }) => full));
  return places.flatMap(({ known, full }) => {
    const first = full
      .map((one) => found.find(({ schema, name }) => `${schema}.${name}` === one))
      .find((one) => one !== undefined);
    return first ? [{ ...first, known }] : [];
  });
}

const relationsNamed = `SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname || '.' || c.relname = ANY($1)`;

const enumsNamed = `SELECT t.oid::text AS oid, n.nspname AS schema, t.typname AS name
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype = 'e' AND n.nspname || '.' || t.typname = ANY($1)`;

const columnsOf = `SELECT attname AS name FROM pg_attribute
  WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`;

const enumValues = `SELECT enumtypid::text AS oid, array_agg(enumlabel::text ORDER BY enumsortorder) AS values
  FROM pg_enum WHERE enumtypid = ANY($1::oid[]) GROUP BY enumtypid`;

/** Keys of other tables, views, rules and functions on the tables; columns of other tables and functions with the types. */
const dependants = `
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
