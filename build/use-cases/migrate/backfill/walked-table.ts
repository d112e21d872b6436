import type pg from 'pg';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type LoadedBackfill } from './backfill.ts';
import { backfillCodes } from './backfill-codes.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** A column of the key, and how PostgreSQL writes its type. */
export interface KeyColumn {
  readonly name: string;
  readonly type: string;
}

/** A table and the order in which its rows are walked. */
export interface WalkedTable {
  /** Quoted, with its schema. */
  readonly name: string;
  readonly key: readonly KeyColumn[];
  /** Only rows of one tenant. @default all rows */
  readonly tenant?: { readonly column: KeyColumn; readonly id: string } | undefined;
}

/** The values of a row's key as texts. */
export type Position = readonly string[];

interface UniqueIndex extends Record<string, unknown> {
  readonly isPrimary: boolean;
  readonly columns: readonly KeyColumn[];
}

/** Finds the table of a backfill and the key to walk it by: each row has one, and no two have the same. */
export async function findWalkedTable(
  client: Pick<pg.ClientBase, 'query'>,
  { table, schema, key, file }: Pick<LoadedBackfill, 'table' | 'schema' | 'key' | 'file'>,
  defaultSchema: string,
): Promise<WalkedTable | Diagnostic> {
  const name = [schema ?? defaultSchema, table].map(quoteIdentifier).join('.');
  const refuse = (code: string, message: string, hint: string): Diagnostic => ({
    code,
    severity: 'error',
    message,
    hint,
    location: { file, line: 1, column: 1 },
  });
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    name,
  ]);
  if (rows[0]?.there !== true) {
    return refuse(
      backfillCodes.noTable,
      `There is no table ${name} in this database.`,
      'Apply the migrations first: npx prisma migrate deploy.',
    );
  }
  const indexes = await client.query<UniqueIndex>(uniqueIndexes, [name]);
  const found = indexes.rows.find(({ isPrimary, columns }) =>
    key ? key.join('\n') === columns.map((one) => one.name).join('\n') : isPrimary,
  );
  if (found) return { name, key: found.columns };
  return refuse(
    backfillCodes.noKey,
    key
      ? `${name} has no unique index of exactly ${key.join(', ')}, each of them NOT NULL.`
      : `${name} has no primary key to walk it by.`,
    'Name the columns of a unique index without NULLs as "key".',
  );
}

const uniqueIndexes = `
  SELECT i.indisprimary AS "isPrimary", k.columns
  FROM pg_index i, LATERAL (
    SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY n.nr) AS columns,
           bool_and(a.attnotnull) AS filled, count(*) AS known
    FROM unnest(i.indkey::int[]) WITH ORDINALITY AS n(attnum, nr)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = n.attnum
    WHERE n.nr <= i.indnkeyatts
  ) k
  WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indisvalid AND i.indimmediate
    AND i.indpred IS NULL AND i.indexprs IS NULL AND k.filled AND k.known = i.indnkeyatts`;

/** Rows behind one position, up to and with another, as a condition with parameters; of the tenant, if there is one. */
export function keyRange(
  { key, tenant }: Pick<WalkedTable, 'key' | 'tenant'>,
  after: Position | undefined,
  upTo?: Position,
): { readonly condition: string; readonly values: readonly string[] } {
  const values: string[] = [];
  const parameter = (value: string, type: string): string => `$${String(values.push(value))}::text::${type}`;
  const compare = (operator: string, position: Position): string => {
    const given = key.map(({ type }, index) => parameter(position[index] ?? '', type));
    return `(${columnList(key)}) ${operator} (${given.join(', ')})`;
  };
  const parts = [
    ...(after ? [compare('>', after)] : []),
    ...(upTo ? [compare('<=', upTo)] : []),
    ...(tenant
      ? [`${quoteIdentifier(tenant.column.name)} = ${parameter(tenant.id, tenant.column.type)}`]
      : []),
  ];
  return { condition: parts.length === 0 ? 'true' : parts.join(' AND '), values };
}

export function columnList(key: readonly KeyColumn[]): string {
  return key.map(({ name }) => quoteIdentifier(name)).join(', ');
}
