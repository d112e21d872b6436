import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeScript } from '../../../../../../build/use-cases/migrate/judge-script.ts';
import { SchemaHistory } from '../../../../../../build/postgres/history/schema-history.ts';
import { rules } from '../../../../../../build/use-cases/migrate/rules/rules.ts';
import { readScript } from '../../../../../../build/postgres/sql/read-script.ts';

/** What there is before each judged script. */
const before = `
  CREATE TYPE e AS ENUM ('a');
  CREATE TABLE t (id int PRIMARY KEY, v varchar(10), n numeric(6,2), at timestamp(3), txt text, arr int[], email text, i interval(3), c serial, x xml);
  CREATE TABLE other (id int PRIMARY KEY);
  CREATE INDEX i ON t (v);
  ALTER TABLE t ADD CONSTRAINT email_there CHECK (email IS NOT NULL) NOT VALID;
  ALTER TABLE t VALIDATE CONSTRAINT email_there;
`;

async function judge(sql: string): Promise<string[]> {
  const history = new SchemaHistory('public');
  judgeScript(await readScript(before), history);
  history.settle();
  const script = await readScript(sql);
  return judgeScript(script, history).flatMap(({ findings }) => findings.map(({ rule }) => rule));
}

const cases: readonly [sql: string, ...rules: string[]][] = [
  ['CREATE TABLE n (id int PRIMARY KEY, t int REFERENCES t(id), CHECK (id > 0))'],
  ['CREATE TABLE n (id int); CREATE INDEX ON n (id); ALTER TABLE n ADD UNIQUE (id), ALTER id SET NOT NULL'],
  ['CREATE TABLE n (id int); INSERT INTO n SELECT id FROM t; DROP TABLE n'],
  ['CREATE TABLE IF NOT EXISTS t (id int); ALTER TABLE t DROP COLUMN v', 'drop-column'],
  ['CREATE TABLE n (id int); CREATE INDEX x ON n (id); ALTER TABLE n RENAME TO m; DROP INDEX x'],
  [
    'CREATE TEMP TABLE x AS SELECT 1 AS id; CREATE INDEX ON x (id); ALTER TABLE x ADD UNIQUE (id); DROP TABLE x',
  ],
  ['CREATE TEMP TABLE t (id int); DELETE FROM t WHERE id = 1; DROP TABLE t'],
  ['CREATE TEMP TABLE t (id int); DROP TABLE public.t', 'drop-table'],
  ['CREATE TEMP TABLE t (id int); DROP TABLE t; DROP TABLE t', 'drop-table'],
  ['CREATE TEMP TABLE t (id int); DROP TABLE t; ALTER TABLE t ALTER v TYPE text'],
  ['DROP TABLE t', 'drop-table'],
  ['DROP TABLE t CASCADE', 'drop-cascade', 'drop-table'],
  ['DROP TABLE t, other', 'drop-table', 'drop-table'],
  ['ALTER TABLE t DROP COLUMN v', 'drop-column'],
  ['ALTER TABLE t DROP COLUMN v CASCADE', 'drop-cascade', 'drop-column'],
  ['ALTER TABLE t DROP CONSTRAINT email_there'],
  ['DROP SCHEMA s', 'drop-schema'],
  ['DROP DATABASE x', 'drop-schema'],
  ['DROP OWNED BY x', 'drop-schema'],
  ['DROP TYPE e', 'drop-object'],
  ['DROP VIEW x', 'drop-object'],
  ['DROP FUNCTION f()', 'drop-object'],
  ['DROP TRIGGER x ON t', 'drop-object'],
  ['ALTER TYPE e RENAME TO e_old; CREATE TYPE e AS ENUM (); DROP TYPE e_old'],
  ['TRUNCATE t', 'truncate'],
  ['TRUNCATE t, other CASCADE', 'truncate', 'truncate'],
  ['DELETE FROM t', 'delete-all-rows'],
  ['DELETE FROM t WHERE id = 1', 'data-in-migration'],
  ['UPDATE t SET v = 1', 'data-in-migration'],
  ['INSERT INTO t SELECT * FROM other', 'data-in-migration'],
  ['INSERT INTO t VALUES (1)'],
  ['MERGE INTO t USING other ON t.id = other.id WHEN MATCHED THEN DELETE', 'data-in-migration'],
  ['WITH gone AS (DELETE FROM other WHERE id = 1 RETURNING id) SELECT * FROM gone', 'data-in-migration'],
  ['ALTER TABLE t RENAME TO u', 'rename-table'],
  ['ALTER TABLE t RENAME COLUMN v TO w', 'rename-column'],
  ['ALTER TABLE t RENAME CONSTRAINT a TO b'],
  ['ALTER TABLE t SET SCHEMA s', 'move-schema'],
  ['ALTER SCHEMA a RENAME TO b', 'move-schema'],
  ['CREATE INDEX ON t (v)', 'index-not-concurrent'],
  ['CREATE UNIQUE INDEX x ON public.t (v)', 'index-not-concurrent'],
  ['CREATE INDEX CONCURRENTLY x ON t (v)'],
  ['CREATE INDEX CONCURRENTLY x ON t (v); SELECT 1', 'concurrently-in-transaction'],
  ['DROP INDEX i', 'drop-index-not-concurrent'],
  ['DROP INDEX CONCURRENTLY i'],
  ['DROP INDEX CONCURRENTLY i; SELECT 1', 'concurrently-in-transaction'],
  [
    'CREATE INDEX CONCURRENTLY x ON t (v); CREATE INDEX CONCURRENTLY y ON t (id)',
    'concurrently-in-transaction',
    'concurrently-in-transaction',
  ],
  [
    'DROP INDEX IF EXISTS x; CREATE INDEX CONCURRENTLY x ON t (v); DROP INDEX IF EXISTS y; CREATE INDEX CONCURRENTLY y ON t (id)',
  ],
  ['DROP INDEX IF EXISTS i', 'drop-index-not-concurrent'],
  ['REINDEX TABLE t', 'reindex-not-concurrent'],
  ['REINDEX (CONCURRENTLY) TABLE t'],
  ['REINDEX DATABASE x', 'reindex-not-concurrent'],
  ['ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES other (id)', 'foreign-key-validated'],
  ['ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES other (id) NOT VALID'],
  ['ALTER TABLE t ADD COLUMN o int REFERENCES other (id)', 'foreign-key-validated'],
  ['ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0)', 'check-validated'],
  ['ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0) NOT VALID'],
  [
    'ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c',
    'validate-at-once',
  ],
  ['ALTER TABLE t VALIDATE CONSTRAINT c'],
  ['ALTER TABLE t ADD UNIQUE (v)', 'unique-constraint'],
  ['ALTER TABLE t ADD COLUMN u int UNIQUE', 'unique-constraint'],
  ['ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i'],
  ['ALTER TABLE t ADD PRIMARY KEY (v)', 'unique-constraint'],
  ['ALTER TABLE t ADD EXCLUDE USING gist (v WITH =)', 'exclusion-constraint'],
  ['LOCK TABLE t', 'lock-table'],
  ['CLUSTER t USING i', 'rewrite-table'],
  ['VACUUM FULL t', 'rewrite-table'],
  ['VACUUM t'],
  ['ALTER TABLE t SET UNLOGGED', 'rewrite-table'],
  ['ALTER TABLE t SET TABLESPACE fast', 'rewrite-table'],
  ['REFRESH MATERIALIZED VIEW m', 'refresh-not-concurrent'],
  ['REFRESH MATERIALIZED VIEW CONCURRENTLY m'],
  ['ALTER TABLE t ALTER v TYPE varchar(20)'],
  ['ALTER TABLE t ALTER v TYPE text'],
  ['ALTER TABLE t ALTER txt TYPE varchar'],
  ['ALTER TABLE t ALTER n TYPE numeric(8,2)'],
  ['ALTER TABLE t ALTER at TYPE timestamp(6)'],
  ['ALTER TABLE t ALTER arr TYPE int[]'],
  ['ALTER TABLE t ALTER i TYPE interval'],
  ['ALTER TABLE t ALTER c TYPE int'],
  ['ALTER TABLE t ALTER x TYPE text'],
  ['ALTER TABLE t ALTER i TYPE interval(0)', 'change-column-type'],
  ['ALTER TABLE t ALTER i TYPE interval day to second(3)', 'change-column-type'],
  ['ALTER TABLE t ALTER v TYPE varchar(5)', 'change-column-type'],
  ['ALTER TABLE t ALTER txt TYPE varchar(5)', 'change-column-type'],
  ['ALTER TABLE t ALTER n TYPE numeric(8,3)', 'change-column-type'],
  ['ALTER TABLE t ALTER at TYPE timestamp(0)', 'change-column-type'],
  ['ALTER TABLE t ALTER at TYPE timestamptz', 'change-column-type'],
  ['ALTER TABLE t ALTER id TYPE bigint', 'change-column-type'],
  ['ALTER TABLE t ALTER v TYPE text USING lower(v)', 'change-column-type'],
  ['ALTER TABLE t ALTER arr TYPE bigint[]', 'change-column-type'],
  ['ALTER TABLE unknown ALTER v TYPE text', 'change-column-type'],
  ['ALTER TABLE t ADD COLUMN c timestamp DEFAULT now()'],
  ["ALTER TABLE t ADD COLUMN c text NOT NULL DEFAULT 'x'"],
  ['ALTER TABLE t ADD COLUMN c timestamp DEFAULT CURRENT_TIMESTAMP'],
  ['ALTER TABLE t ADD COLUMN c uuid DEFAULT gen_random_uuid()', 'volatile-default'],
  ['ALTER TABLE t ADD COLUMN c text DEFAULT lower(random()::text)', 'volatile-default'],
  ['ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (id * 2) STORED', 'generated-column'],
  ['ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (id * 2) VIRTUAL'],
  ['ALTER TABLE t ADD COLUMN c serial', 'auto-increment-column'],
  ['ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS IDENTITY', 'auto-increment-column'],
  ['ALTER TABLE t ADD COLUMN c int NOT NULL', 'required-column'],
  ['ALTER TABLE t ADD COLUMN c int'],
  ['ALTER TABLE t ALTER v SET NOT NULL', 'set-not-null'],
  ['ALTER TABLE t ALTER email SET NOT NULL'],
  ['ALTER TABLE t RENAME email TO mail; ALTER TABLE t ALTER mail SET NOT NULL', 'rename-column'],
  [
    'ALTER TABLE t RENAME CONSTRAINT email_there TO c; ALTER TABLE t DROP CONSTRAINT c; ALTER TABLE t ALTER email SET NOT NULL',
    'set-not-null',
  ],
  [
    'ALTER TABLE t DROP COLUMN email; ALTER TABLE t ADD COLUMN email text; ALTER TABLE t ALTER email SET NOT NULL',
    'drop-column',
    'set-not-null',
  ],
  ['ALTER TABLE t ALTER v DROP NOT NULL', 'drop-not-null'],
  ["ALTER TABLE t ALTER v SET DEFAULT 'x'"],
  ['ALTER TABLE t ATTACH PARTITION other DEFAULT', 'attach-partition'],
  ['ALTER TABLE t DETACH PARTITION other', 'attach-partition'],
  ['ALTER TABLE t DETACH PARTITION other CONCURRENTLY'],
  ['CREATE DOMAIN d AS int CHECK (VALUE > 0)', 'domain-constraint'],
  ['CREATE DOMAIN d AS int'],
  ['ALTER DOMAIN d ADD CHECK (VALUE > 0)', 'domain-constraint'],
  ['ALTER DOMAIN d DROP NOT NULL'],
  ["ALTER TYPE e ADD VALUE 'b'", 'enum-value-order'],
  ["ALTER TYPE e ADD VALUE 'b' AFTER 'a'"],
  ["ALTER TYPE e RENAME VALUE 'a' TO 'b'", 'rename-enum-value'],
  ['ALTER TABLE t ADD COLUMN j json', 'json-column'],
  ['ALTER TABLE t ADD COLUMN j jsonb'],
  ['DO $$ BEGIN NULL; END $$', 'not-judged'],
  [
    'DO $$ BEGIN DROP TABLE t; UPDATE other SET id = 1; END $$',
    'drop-table',
    'data-in-migration',
    'not-judged',
  ],
  ['CALL p()', 'not-judged'],
  ['BEGIN; SELECT 1; COMMIT'],
  ['BEGIN; SELECT 1; COMMIT; SELECT 2', 'uncommitted-transaction'],
  ['BEGIN; SELECT 1', 'uncommitted-transaction'],
];

describe('the rules', () => {
  it.each(cases.map(([sql, ...expected]): [string, { expected: string[] }] => [sql, { expected }]))(
    '%s',
    async (sql, { expected }) => {
      expect(await judge(sql)).toEqual(expected);
    },
  );

  it('are each shown by a case above, and each in a file of its own name', () => {
    const shown = new Set(cases.flatMap(([, ...expected]) => expected));
    expect([...shown].sort()).toEqual(rules.map(({ name }) => name).sort());
    const folder = path.join(import.meta.dirname, '../../../../../../build/use-cases/migrate/rules');
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(rules.map(({ name }) => `${name}.ts`)));
  });

  it('never fail, whatever statements come together', async () => {
    const statement = fc.constantFrom(...cases.map(([sql]) => sql));
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { maxLength: 8 }), async (statements) => {
        const script = await readScript(statements.join(';\n'));
        const judged = judgeScript(script, new SchemaHistory('public'));
        expect(judged).toHaveLength(script.statements.length);
      }),
      { numRuns: 60 },
    );
  });
});
