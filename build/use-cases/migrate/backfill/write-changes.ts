import pg from 'pg';
import { type BackfillRow } from './backfill.ts';
import { type WalkedTable } from './walked-table.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** Dates, times, and arrays of them: PostgreSQL's own text says more than a `Date` can. */
const times: readonly number[] = [1082, 1114, 1184, 1115, 1182, 1185];

function typesOfRows(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  for (const oid of times) types.setTypeParser(oid, (text: string) => text);
  return types;
}

/** Where the key of a row stands beside its columns; no column of the application begins with a space. */
const position = ' position';

/** Rows in which the same columns change. */
interface Group {
  readonly columns: readonly string[];
  readonly records: { readonly position: unknown; readonly changes: object }[];
}

/**
 * Reads rows, asks what changes in each, and writes that: one statement for all rows in which the same columns change.
 *
 * @returns how many rows changed.
 * @throws TypeError when the answer is not columns and values.
 */
export async function writeChanges(
  client: pg.ClientBase,
  { name, key }: WalkedTable,
  batch: { readonly text: string; readonly values: readonly string[] },
  transform: (row: BackfillRow) => unknown,
): Promise<number> {
  const keyTexts = key.map((one) => `batch.${quoteIdentifier(one.name)}::text`).join(', ');
  const { rows } = await client.query<Record<string, unknown>>({
    text: `SELECT ARRAY[${keyTexts}] AS "${position}", batch.* FROM (${batch.text}) AS batch`,
    values: [...batch.values],
    types: typesOfRows(),
  });
  const groups = new Map<string, Group>();
  for (const { [position]: at, ...row } of rows) {
    const changes = readChanges(await transform(row));
    const columns = Object.keys(changes).sort();
    if (columns.length === 0) continue;
    const group = groups.get(columns.join('\n')) ?? { columns, records: [] };
    group.records.push({ position: at, changes });
    groups.set(columns.join('\n'), group);
  }
  let changed = 0;
  for (const { columns, records } of groups.values()) {
    const set = columns.map(quoteIdentifier).map((column) => `${column} = given.${column}`);
    const same = key.map(
      (one, index) =>
        `own.${quoteIdentifier(one.name)} = (record->'position'->>${String(index)})::${one.type}`,
    );
    const { rowCount } = await client.query(
      `UPDATE ${name} AS own SET ${set.join(', ')} FROM jsonb_array_elements($1::text::jsonb) AS record,
         LATERAL jsonb_populate_record(NULL::${name}, record->'changes') AS given WHERE ${same.join(' AND ')}`,
      [JSON.stringify(records, writeValue)],
    );
    changed += rowCount ?? 0;
  }
  return changed;
}

/** As with Prisma, `undefined` means: leave the column alone. */
function readChanges(answer: unknown): object {
  if (answer === undefined || answer === null) return {};
  if (typeof answer !== 'object' || Array.isArray(answer)) {
    throw new TypeError('"transform" must give an object of columns and values, or nothing');
  }
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
}

/** What JSON has no word for. Bytes have a `toJSON` that runs before this, so they are looked up where they stand. */
function writeValue(this: unknown, name: string, value: unknown): unknown {
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)))
    return String(value);
  const own: unknown = typeof this === 'object' && this !== null ? Reflect.get(this, name) : undefined;
  return ArrayBuffer.isView(own)
    ? `\\x${Buffer.from(own.buffer, own.byteOffset, own.byteLength).toString('hex')}`
    : value;
}
