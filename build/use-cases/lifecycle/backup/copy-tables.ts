import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type HeldTable } from '../purge/find-holdings.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** One file of a backup. */
export interface SavedTable {
  readonly table: string;
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes the rows of each table to a CSV file with a head line. The caller has begun a transaction with one snapshot. */
export async function copyTables(
  client: pg.PoolClient,
  tables: readonly HeldTable[],
  dir: string,
): Promise<SavedTable[]> {
  const saved: SavedTable[] = [];
  for (const [index, { schema, name, columns }] of tables.entries()) {
    const file = `${String(index + 1).padStart(3, '0')}.csv`;
    const stream = client.query(
      copyTo(`COPY (${select(schema, name, columns)}) TO STDOUT (FORMAT csv, HEADER)`),
    );
    const hash = createHash('sha256');
    const tee = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(
      stream,
      tee,
      createWriteStream(join(dir, file), { flags: 'wx', mode: 0o600, flush: true }),
    );
    const { size } = await stat(join(dir, file));
    saved.push({
      table: `${schema}.${name}`,
      file,
      columns,
      rows: stream.rowCount,
      bytes: size,
      sha256: hash.digest('hex'),
    });
  }
  return saved;
}

/**
 * Reads every file back with PostgreSQL itself, into temporary tables that go with the caller's transaction.
 *
 * @returns what is wrong, in words; empty when every row is there again
 */
export async function readBack(
  client: pg.PoolClient,
  saved: readonly SavedTable[],
  tables: readonly HeldTable[],
  dir: string,
): Promise<string[]> {
  const problems: string[] = [];
  for (const { table, file, rows } of saved) {
    const held = tables.find(({ schema, name }) => `${schema}.${name}` === table);
    if (!held) {
      problems.push(`${file} is of ${table}, which was not to be saved`);
      continue;
    }
    const { schema, name, columns } = held;
    const copy = quoteIdentifier(`tessera_check_${file}`);
    await client.query(
      `CREATE TEMP TABLE ${copy} ON COMMIT DROP AS ${select(schema, name, columns)} WITH NO DATA`,
    );
    const list = columns.map(quoteIdentifier).join(', ');
    const into = columns.length === 0 ? copy : `${copy} (${list})`;
    await pipeline(
      createReadStream(join(dir, file)),
      client.query(copyFrom(`COPY ${into} FROM STDIN (FORMAT csv, HEADER)`)),
    );
    const { rows: counted } = await client.query<{ rows: number }>(
      `SELECT count(*)::float8 AS rows FROM ${copy}`,
    );
    const again = counted[0]?.rows ?? 0;
    if (again !== rows) problems.push(`${file} gives back ${again} of ${rows} rows of ${table}`);
  }
  return problems;
}

function select(schema: string, name: string, columns: readonly string[]): string {
  const list = columns.map(quoteIdentifier).join(', ');
  return `SELECT ${list} FROM ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}
