import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { diffSchemas } from '../../../build/prisma-engine/diff-schemas.ts';
import { quoteIdentifier } from '../../../build/postgres/names/quote-identifier.ts';
import { serialSequenceName } from '../../../build/postgres/names/serial-sequence-name.ts';
import { sqlNames } from '../../../build/postgres/names/sql-names.ts';
import { findOwners } from '../../../build/use-cases/migrate/owners.ts';
import { componentsOf, composeTexts } from '../../support/compose-texts.ts';
import { serverUrl } from '../schema-engine/prisma-project.ts';

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n';

/** A model whose `first` counts from the start and whose `later` counts only in the second version of the schema. */
function model(name: string, table: string, [first, later]: readonly [string, string]): string {
  return `model ${name} {
  id Int @id(map: "${name}_pk")
  first Int @map("${first}") @default(autoincrement())
  later Int @map("${later}")
  @@map("${table}")
}
`;
}

const counts = (text: string) => text.replaceAll(/later.*/g, '$& @default(autoincrement())');

/** Table and columns, each near the end of its 63 bytes or in the way of a cut. */
const cases: readonly (readonly [model: string, table: string, columns: readonly [string, string]])[] = [
  ['Short', 'Deal', ['number', 'LaterNumber']],
  ['LongTable', 'T'.repeat(60), ['n', 'm']],
  ['LongColumn', 'Tab', ['c'.repeat(63), `d${'c'.repeat(62)}`]],
  ['LongBoth', 'B'.repeat(59), ['e'.repeat(59), 'f'.repeat(59)]],
  ['Umlauts', 'Ä'.repeat(29), ['ß'.repeat(30), 'ü'.repeat(31)]],
  ['Faces', `x${'😀'.repeat(14)}`, [`xy${'😀'.repeat(14)}`, 'ÉÉ'.repeat(15)]],
  ['TwinOne', `${'w'.repeat(58)}1`, ['n', 'm']],
  ['TwinTwo', `${'w'.repeat(58)}2`, ['n', 'other']],
];

describe('sequences of columns that count', () => {
  const client = new pg.Client(serverUrl());
  const schema = `sequences_${randomBytes(4).toString('hex')}`;
  const made = new Map<string, string>();
  const texts = Object.fromEntries(
    cases.map(([name, table, columns]) => [name.toLowerCase(), model(name, table, columns)]),
  );

  /** What Prisma writes, carried out in a schema of its own. */
  beforeAll(async () => {
    const before = `${datasource}${Object.values(texts).join('')}`;
    const files = (text: string) => ({
      kind: 'files' as const,
      files: [['/schema.prisma', text] as [string, string]],
    });
    const first = await diffSchemas({ kind: 'empty' }, files(before));
    const second = await diffSchemas(files(before), files(counts(before)));
    await client.connect();
    await client.query(`CREATE SCHEMA ${schema}; SET search_path = ${schema}; ${first.text}; ${second.text}`);
    const { rows } = await client.query<{ sequence: string; column: string }>(
      `SELECT s.relname AS sequence, t.relname || '.' || a.attname AS column
       FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' AND s.relnamespace = '${schema}'::regnamespace
       JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
       WHERE d.deptype = 'a'`,
    );
    for (const { sequence, column } of rows) made.set(column, sequence);
  });
  afterAll(async () => {
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await client.end();
  });

  it.each(cases.filter(([name]) => name !== 'TwinTwo'))(
    'are called as PostgreSQL calls them: %s',
    (_, table, [column]) => {
      expect(serialSequenceName(table, column)).toBe(made.get(`${table}.${column}`));
    },
  );

  it('get a number where two tables are cut to the same name', () => {
    const { 1: table, 2: columns } = cases[cases.length - 1] ?? ['', '', ['', '']];
    expect(serialSequenceName(table, columns[0], 1)).toBe(made.get(`${table}.${columns[0]}`));
  });

  it('belong to the field whose column they count for, serial or made for a column later', async () => {
    const after = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, counts(text)]));
    const { plan } = await composeTexts(componentsOf(after));
    const owners = findOwners(plan, new Map(), { defaultSchema: 'public' });
    const found = [...made].map(([column, name]) => {
      const owner = owners.of({ kind: 'sequence', name });
      return `${column}: ${owner?.model ?? 'none'} ${String(owner?.location?.line)}`;
    });
    const expected = cases.flatMap(([name, table, columns]) =>
      columns.map((column, index) => `${table}.${column}: ${name} ${String(index + 3)}`),
    );
    expect(found.sort()).toEqual(expected.sort());
  });
});

describe('names in SQL', () => {
  const client = new pg.Client(serverUrl());
  beforeAll(() => client.connect());
  afterAll(() => client.end());

  const asRead = async (quoted: string) => (await client.query(`SELECT 1 AS ${quoted}`)).fields[0]?.name;

  it.each(['Deal', 'select', 'two words', 'a"b', '""', "a'b;--", 'back\\slash', 'Ä😀', '$1'])(
    'are read back as they were: %s',
    async (name) => {
      expect(await asRead(quoteIdentifier(name))).toBe(name);
    },
  );

  it.each(['t'.repeat(60), `abc${'😀'.repeat(14)}`, `ab${'ä'.repeat(30)}`])(
    'are shortened before PostgreSQL would, between characters and two apart: %s',
    async (name) => {
      const { own } = sqlNames(false);
      const [filled, write] = ['filled', 'write'].map((part) => own({ schema: 'public', name }, part));
      for (const quoted of [filled, write])
        expect(quoteIdentifier((await asRead(quoted ?? '')) ?? '')).toBe(quoted);
      expect(filled).not.toBe(write);
    },
  );
});
