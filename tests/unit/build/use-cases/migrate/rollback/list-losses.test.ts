import { describe, expect, it } from '@jest/globals';
import { listLosses } from '../../../../../../build/use-cases/migrate/rollback/list-losses.ts';

const type = (name: string, table = '"T"') => `ALTER TABLE ${table} ALTER COLUMN "n" SET DATA TYPE ${name};`;

/** As `kind table.column`. */
async function lossesOf(sql: string, opposite: string): Promise<string[]> {
  const losses = await listLosses(
    { file: 'down.sql', sql },
    { file: 'migration.sql', sql: opposite },
    { of: () => undefined },
    'public',
  );
  return losses.map(({ kind, table, column }) => `${kind} ${table}.${column ?? ''}`);
}

describe('a column that changes its type', () => {
  it.each([
    ['integer', 'bigint'],
    ['bigint', 'integer'],
    ['smallint', 'bigint'],
    ['int8', 'int2'],
    ['bigint USING "n"::bigint', 'integer USING n::integer'],
  ])('loses nothing as %s from %s', async (to, from) => {
    expect(await lossesOf(type(to), type(from))).toEqual([]);
  });

  it('is the same one with and without its schema', async () => {
    expect(await lossesOf(type('integer', '"public"."T"'), type('bigint'))).toEqual([]);
  });

  it.each([
    ['integer', type('double precision')],
    ['integer', type('numeric(12, 2)')],
    ['double precision', type('bigint')],
    ['float4', type('bigint')],
    ['timestamptz', type('timestamp')],
    ['date', type('timestamp')],
    ['integer USING 0', type('bigint')],
    ['integer USING "n"::real::integer', type('bigint')],
    ['integer USING "other"', type('bigint')],
    ['integer[]', type('bigint[]')],
  ])('may lose values as %s after %s', async (to, opposite) => {
    expect(await lossesOf(type(to), opposite)).toEqual(['values T.n']);
  });

  it.each([
    ['does not change it', ''],
    ['changes another column', 'ALTER TABLE "T" ALTER COLUMN "m" SET DATA TYPE bigint;'],
    ['changes the column of another table', type('bigint', '"U"')],
    ['changes the column of a table in another schema', type('bigint', 'audit."T"')],
    ['changes it on the way to something else', `${type('bigint')} ${type('real')}`],
    [
      'makes it again with another type',
      `${type('bigint')} ALTER TABLE "T" DROP "n"; ALTER TABLE "T" ADD "n" REAL;`,
    ],
  ])('may lose values when the script in the other direction %s', async (_, opposite) => {
    expect(await lossesOf(type('integer'), opposite)).toEqual(['values T.n']);
  });

  it.each(['text', 'text USING "n"::text', '"Role_new" USING "n"::text::"Role_new"'])(
    'keeps every value as %s, or it is refused',
    async (to) => {
      expect(await lossesOf(type(to), type('integer'))).toEqual([]);
    },
  );

  it.each([
    'text USING left("n", 3)',
    'text USING "n"::varchar(3)::text',
    `"Role_new" USING 'A'::"Role_new"`,
  ])('may lose values as %s', async (to) => {
    expect(await lossesOf(type(to), type('integer'))).toEqual(['values T.n']);
  });
});

it('counts nothing of a temporary table as lost', async () => {
  const temporary = 'CREATE TEMP TABLE "A" (a int, c int); ALTER TABLE "A" DROP COLUMN "c";';
  expect(await lossesOf(`${temporary} DELETE FROM "A"; DROP TABLE "A";`, '')).toEqual([]);
  expect(await lossesOf(`${temporary} DELETE FROM public."A"; DROP TABLE "A", "B";`, '')).toEqual([
    'rows A.',
    'table B.',
  ]);
});

it('lists tables and columns that are dropped and rows that are deleted, at their lines', async () => {
  const sql = 'DROP TABLE "A";\nALTER TABLE "B" DROP COLUMN "c";\nDELETE FROM "D";';
  expect(await lossesOf(sql, '')).toEqual(['table A.', 'column B.c', 'rows D.']);
});
