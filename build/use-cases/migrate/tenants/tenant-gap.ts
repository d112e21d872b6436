import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';
import { tenantObjectName } from '../../../postgres/names/tenant-object.ts';
import { type TenantTable } from './tenant-table.ts';

/** Something that a tenant model lacks in the database, and the SQL that makes it. */
export interface TenantGap {
  readonly table: TenantTable;
  /** For a message: `a policy`. */
  readonly lacks: string;
  /** Indexes are built first, while others write; what is checked against rows comes last. */
  readonly step: 'index' | 'table' | 'validate';
  readonly sql: string;
}

/** What keeps a tenant model from being protected, and no SQL of ours can change. */
export interface TenantObstacle {
  readonly table: TenantTable;
  /** Name of the foreign key, or of the table of a many-to-many relation, that it is about. */
  readonly relation?: string;
  readonly message: string;
  readonly hint: string;
}

export interface TenantFindings {
  readonly gaps: readonly TenantGap[];
  readonly obstacles: readonly TenantObstacle[];
}

export function sqlTable({ schema, name }: Pick<TenantTable, 'schema' | 'name'>): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** Interrupted, an index that is built while others write stays behind, invalid: it is dropped first. */
export function indexSql(table: TenantTable, columns: readonly string[], unique = ''): string {
  const name = tenantObjectName(
    table.name,
    columns.filter((column) => column !== table.column),
  );
  const schema = quoteIdentifier(table.schema);
  return `DROP INDEX IF EXISTS ${schema}.${quoteIdentifier(name)};
CREATE ${unique}INDEX CONCURRENTLY ${quoteIdentifier(name)} ON ${sqlTable(table)} (${columns.map(quoteIdentifier).join(', ')});`;
}
