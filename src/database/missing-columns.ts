import { type Prisma } from '../generated/prisma/client.ts';
import { dataModelOf } from './model-names.ts';
import { type PrismaService } from './prisma.service.ts';

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

/**
 * Compares tables and columns of the client's data model with those of the database, in all its schemas. Types,
 * enum values and indexes are not looked at.
 *
 * @throws Prisma's error when the database cannot be asked.
 */
export async function findMissingColumns(
  prisma: Pick<PrismaService, '$queryRaw'>,
): Promise<MissingColumns[]> {
  const query: Prisma.PrismaPromise<TableColumns[]> = prisma.$queryRaw<TableColumns[]>`
    SELECT c.relname::text AS "table", array_agg(a.attname::text) AS "columns"
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    GROUP BY c.relname`;
  const tables = new Map((await query).map(({ table, columns }) => [table, new Set(columns)]));
  return Object.entries(dataModelOf(prisma)).flatMap(([model, { dbName, fields }]) => {
    const table = dbName ?? model;
    const columns = tables.get(table);
    const missing = columns
      ? fields
          .filter(({ kind }) => kind !== 'object')
          .map((field) => field.dbName ?? field.name)
          .filter((column) => !columns.has(column))
          .map((column) => `column "${column}" of table "${table}" is missing`)
      : [`table "${table}" is missing`];
    return missing.length === 0 ? [] : [{ model, missing }];
  });
}
