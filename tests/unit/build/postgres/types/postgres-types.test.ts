import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { diffSchemas } from '../../../../../build/prisma-engine/diff-schemas.ts';
import { readScript } from '../../../../../build/postgres/sql/read-script.ts';
import {
  type ColumnType,
  columnType,
  formatType,
  readFormattedType,
} from '../../../../../build/postgres/types/column-type.ts';
import { keepsRows, widens } from '../../../../../build/postgres/types/compare-types.ts';
import { isSerial, typeNamed } from '../../../../../build/postgres/types/find-type.ts';
import { type PostgresType, postgresTypes } from '../../../../../build/postgres/types/postgres-types.ts';
import { prismaType } from '../../../../../build/postgres/types/prisma-type.ts';
import { serverUrl } from '../../../../integration/schema-engine/prisma-project.ts';

/** Everything below happens in one transaction that is never committed. */
let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: serverUrl(), application_name: 'tessera test types' });
  await client.connect();
  // With UTC, PostgreSQL may change a timestamp to one with a time zone as it is.
  await client.query(`BEGIN; CREATE SCHEMA "tessera test types"; SET LOCAL search_path = "tessera test types";
    SET LOCAL TIME ZONE 'Europe/Berlin'; CREATE EXTENSION citext`);
});
afterAll(async () => {
  await client.query('ROLLBACK');
  await client.end();
});

/** Numbers for the brackets of a type; with none, `char` and `bit` would be those with one character. */
function numbersFor({ size }: PostgresType): fc.Arbitrary<readonly number[]> {
  const digits = fc
    .tuple(fc.integer({ min: 1, max: 65 }), fc.integer({ min: 0, max: 30 }))
    .map(([precision, scale]) => [precision + scale, scale]);
  const length = fc.integer({ min: 1, max: 1000 }).map((one) => [one]);
  const seconds = fc.integer({ min: 0, max: 6 }).map((one) => [one]);
  const none = fc.constant([]);
  switch (size) {
    case undefined:
      return none;
    case 'exact':
      return length;
    case 'length':
      return fc.oneof(none, length);
    case 'digits':
      return fc.oneof(none, digits);
    case 'seconds':
      return fc.oneof(none, seconds);
  }
}

const anyTypes: fc.Arbitrary<ColumnType[]> = fc.tuple(
  ...postgresTypes.map((type) =>
    fc.record({
      name: fc.constant(type.name),
      lengths: numbersFor(type),
      isArray: fc.boolean(),
    }),
  ),
);

async function makeTable(name: string, columns: readonly string[]): Promise<string> {
  const sql = `CREATE TABLE ${name} (${columns.map((type, at) => `c${String(at)} ${type}`).join(', ')})`;
  await client.query(sql);
  return sql;
}

describe('every type of the table', () => {
  it('is the same to PostgreSQL’s parser, to its catalogue and to us, with any numbers', async () => {
    await fc.assert(
      fc.asyncProperty(anyTypes, async (types) => {
        const texts = types.map(formatType);
        expect(texts.map(readFormattedType)).toEqual(types);
        const sql = await makeTable('spelled', texts);
        const { rows } = await client.query<{ format: string; name: string }>(
          `SELECT format_type(a.atttypid, a.atttypmod) AS format, coalesce(e.typname, t.typname)::text AS name
           FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
           WHERE a.attrelid = 'spelled'::regclass AND a.attnum > 0 ORDER BY a.attnum`,
        );
        await client.query('DROP TABLE spelled');
        expect(rows.map(({ format }) => format)).toEqual(texts);
        expect(rows.map(({ name }) => name)).toEqual(types.map(({ name }) => name));
        const { statements } = await readScript(sql);
        const [node] = statements.map((one) => one.node);
        const parts = node && 'CreateStmt' in node ? (node.CreateStmt.tableElts ?? []) : [];
        const parsed = parts.flatMap((part) =>
          'ColumnDef' in part && part.ColumnDef.typeName ? columnType(part.ColumnDef.typeName) : [],
        );
        expect(parsed).toEqual(types);
      }),
      { numRuns: 20 },
    );
  });

  it('has the words that Prisma’s own engine understands, and makes that type of', async () => {
    const known = postgresTypes.filter(({ prisma }) => prisma !== undefined);
    const plain = known.flatMap(({ name, prisma }) =>
      prisma?.plain ? [{ name, words: prisma.scalar, lengths: prisma.plain.map(Number) }] : [],
    );
    const native = known.map(({ name, size }) => {
      const lengths = size === 'digits' ? [10, 2] : size === undefined ? [] : [4];
      return { name, lengths, words: prismaType({ name, lengths, isArray: false }) ?? '' };
    });
    const all = [...native, ...plain];
    const fields = all.map(
      ({ words }, at) => `  c${String(at)} ${words.replace(' ', '? ')}${words.includes(' ') ? '' : '?'}`,
    );
    const schema = `datasource db {\n  provider = "postgresql"\n}\nmodel Every {\n  id String @id\n${fields.join('\n')}\n}\n`;
    const { text } = await diffSchemas(
      { kind: 'empty' },
      { kind: 'files', files: [['/every.prisma', schema]] },
    );
    const { statements } = await readScript(text);
    const made = statements.flatMap(({ node }) =>
      'CreateStmt' in node ? (node.CreateStmt.tableElts ?? []) : [],
    );
    const types = made.flatMap((part) =>
      'ColumnDef' in part && /^c\d/.test(part.ColumnDef.colname ?? '') && part.ColumnDef.typeName
        ? columnType(part.ColumnDef.typeName)
        : [],
    );
    expect(types).toEqual(all.map(({ name, lengths }) => ({ name, lengths, isArray: false })));
  });

  it('counts by a sequence where it says so', async () => {
    const serials = postgresTypes.flatMap(({ serials: names = [] }) => names);
    await makeTable('counted', serials);
    const { rows } = await client.query<{ type: string; value: string }>(
      `SELECT a.atttypid::regtype::text AS type, pg_get_expr(d.adbin, d.adrelid) AS value FROM pg_attribute a
       JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = 'counted'::regclass ORDER BY a.attnum`,
    );
    expect(rows.map(({ type }) => type)).toEqual(serials.map((name) => typeNamed(name)?.format));
    expect(rows.every(({ value }) => value.startsWith('nextval('))).toBe(true);
    expect(serials.every(isSerial)).toBe(true);
    expect(postgresTypes.some(({ name }) => isSerial(name))).toBe(false);
  });
});

/** Several of each type that has numbers. */
const forms: readonly ColumnType[] = postgresTypes
  .filter(({ extension }) => extension === undefined)
  .flatMap(({ name, size }) => {
    const lengths: readonly (readonly number[])[] = {
      none: [[]],
      exact: [[5], [8]],
      length: [[], [10], [20]],
      digits: [[], [10, 2], [12, 2], [12, 3]],
      seconds: [[], [3], [6]],
    }[size ?? 'none'];
    return lengths.map((numbers) => ({ name, lengths: numbers, isArray: false }));
  });
const lists = ['varchar', 'text', 'int4', 'int8'].map((name) => ({ name, lengths: [], isArray: true }));

describe('keepsRows', () => {
  it('is what PostgreSQL does: neither the table nor its index gets another file', async () => {
    const all = [...forms, ...lists];
    const wrong: string[] = [];
    let kept = 0;
    const files = async () => {
      const { rows } = await client.query<{ files: string }>(
        `SELECT concat(pg_relation_filenode('kept'), ' ', pg_relation_filenode(to_regclass('kept_index'))) AS files`,
      );
      return rows[0]?.files;
    };
    for (const from of all) {
      await client.query(`SAVEPOINT made; CREATE TABLE kept (c ${formatType(from)}); SAVEPOINT indexed`);
      await client
        .query('CREATE INDEX kept_index ON kept (c)')
        .catch(() => client.query('ROLLBACK TO indexed'));
      const before = await files();
      for (const to of all.filter((one) => one !== from)) {
        await client.query('SAVEPOINT changed');
        const isChanged = await client.query(`ALTER TABLE kept ALTER c TYPE ${formatType(to)}`).then(
          () => true,
          () => false, // there is no cast that needs no USING
        );
        const isKept = isChanged && (await files()) === before;
        await client.query('ROLLBACK TO changed');
        if (isKept) kept += 1;
        if (isChanged && isKept !== keepsRows(from, to))
          wrong.push(`${formatType(from)} -> ${formatType(to)}: ${isKept ? 'kept' : 'written again'}`);
      }
      await client.query('ROLLBACK TO made');
    }
    expect(wrong).toEqual([]);
    expect(kept).toBeGreaterThan(20);
  });
});

/** Values at the ends of a type. */
const samples: Readonly<Record<string, readonly string[]>> = {
  int2: ['-32768', '32767'],
  int4: ['-2147483648', '2147483647', '16777217'],
  int8: ['-9223372036854775808', '9223372036854775807'],
  float4: ['3.4028235e38', '1e-45', '-0', 'NaN', 'Infinity'],
  date: ['0001-01-01', '275760-09-13', 'infinity'],
  jsonb: ['{"b": [1e400, null], "a": "\\u00e9"}'],
  numeric: ['12345678.91', '-0.01'],
  varchar: ['äöü€', '          '],
  bpchar: ['ab   '],
  bit: ['10101'],
  varbit: ['1010101010', ''],
  timestamp: ['294276-12-31 23:59:59.999', '-infinity'],
  timestamptz: ['294276-12-31 22:00:00.5+00'],
  time: ['24:00:00', '00:00:00.001'],
  timetz: ['23:59:59.999+14'],
  interval: ['178000000 years', '-1 day 00:00:00.001'],
};

describe('widens', () => {
  it('takes the values at the ends of a type, and gives them back', async () => {
    const pairs = forms.flatMap((from) =>
      forms
        .filter((to) => from !== to && to.name !== 'text' && widens(from, to))
        .map((to) => [from, to] as const),
    );
    expect(new Set(pairs.map(([from, to]) => `${from.name} ${to.name}`)).size).toBeGreaterThan(15);
    for (const [from, to] of pairs) {
      const values = samples[from.name];
      expect([from.name, values?.length ?? 0]).not.toEqual([from.name, 0]);
      for (const value of values ?? []) {
        const [old, next] = [formatType(from), formatType(to)];
        const given = from.name === 'bit' || from.name === 'varbit' ? `B'${value}'` : `'${value}'`;
        const { rows } = await client.query<{ same: boolean; text: string }>(
          `SELECT (v::${next}::${old})::text = v::text AS same, v::text AS text FROM (SELECT ${given}::${old} AS v) AS given`,
        );
        expect([old, next, rows[0]?.text, rows[0]?.same]).toEqual([old, next, rows[0]?.text, true]);
      }
    }
  });

  it('says no where one value does not fit', async () => {
    const text = { name: 'json', lengths: [], isArray: false };
    expect(widens(text, { ...text, name: 'jsonb' })).toBe(false);
    await client.query('SAVEPOINT refused');
    await expect(client.query(String.raw`SELECT '"\u0000"'::json::jsonb`)).rejects.toThrow(
      'unsupported Unicode',
    );
    await client.query('ROLLBACK TO refused');
  });
});
