import { type Prisma } from '../generated/prisma/client.ts';
import { dataModelOf } from './model-names.ts';
import { type RootClient } from './root-client.ts';

/** A model the database cannot store as the code expects it. */
export interface MissingColumns {
  readonly model: string;
  /** One sentence each, such as `table "CrmDeal" is missing`. */
  readonly missing: readonly string[];
}

/** What `$queryRaw` gives for the catalogue query. */
interface TableColumns {
  readonly table: string;
  readonly columns: readonly string[];
}

/** The catalogue's own columns and those of a model; without a table there are none. */
interface ComparedModel {
  readonly model: string;
  readonly table: string;
  readonly expected: readonly string[];
  readonly columns: ReadonlySet<string> | undefined;
}

/**
 * Compares tables and columns of the client's data model with those of the database, in all its schemas. Types,
 * enum values and indexes are not looked at.
 *
 * @throws Prisma's error when the database cannot be asked.
 */
export async function findMissingColumns(prisma: Pick<RootClient, '$queryRaw'>): Promise<MissingColumns[]> {
  return (await compareModels(prisma)).flatMap(({ model, table, expected, columns }) => {
    const missing = columns
      ? expected
          .filter((column) => !columns.has(column))
          .map((column) => `column "${column}" of table "${table}" is missing`)
      : [`table "${table}" is missing`];
    return missing.length === 0 ? [] : [{ model, missing }];
  });
}

/**
 * Models whose table is missing, or has columns more or less than the code knows: what another build's migrations touched.
 *
 * @throws Prisma's error when the database cannot be asked.
 */
export async function findChangedModels(prisma: Pick<RootClient, '$queryRaw'>): Promise<string[]> {
  return (await compareModels(prisma))
    .filter(
      ({ expected, columns }) =>
        columns?.size !== expected.length || expected.some((column) => !columns.has(column)),
    )
    .map(({ model }) => model);
}

async function compareModels(prisma: Pick<RootClient, '$queryRaw'>): Promise<ComparedModel[]> {
  const query: Prisma.PrismaPromise<TableColumns[]> = prisma.$queryRaw<TableColumns[]>`
    SELECT c.relname::text AS "table", array_agg(a.attname::text) AS "columns"
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    GROUP BY c.oid, c.relname`;
  const tables = new Map<string, TableColumns[]>();
  for (const found of await query) tables.set(found.table, [...(tables.get(found.table) ?? []), found]);
  return Object.entries(dataModelOf(prisma)).map(([model, { dbName, fields }]) => {
    const table = dbName ?? model;
    const expected = fields
      .filter(({ kind }) => kind !== 'object')
      .map((field) => field.dbName ?? field.name);
    return { model, table, expected, columns: closest(expected, tables.get(table) ?? []) };
  });
}

/** Of tables of one name in several schemas the client does not know which is its own: the one most like it. */
function closest(expected: readonly string[], tables: readonly TableColumns[]): Set<string> | undefined {
  const differing = (columns: ReadonlySet<string>): number => {
    const known = expected.filter((column) => columns.has(column)).length;
    return expected.length + columns.size - 2 * known;
  };
  const [first] = tables.map(({ columns }) => new Set(columns)).sort((a, b) => differing(a) - differing(b));
  return first;
}
