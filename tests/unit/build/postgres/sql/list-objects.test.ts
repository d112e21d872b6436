import { describe, expect, it } from '@jest/globals';
import { readScript } from '../../../../../build/postgres/sql/read-script.ts';

/** `touch kind name`, with the schema, the table of a part and the column where the statement says them. */
async function objectsOf(sql: string): Promise<string[]> {
  const { statements } = await readScript(sql);
  return statements.flatMap(({ objects }) =>
    objects
      .filter(({ kind, name }) => !(kind === 'type' && name === 'text'))
      .map(({ touch, kind, schema, table, name, column, newName }) => {
        const path = [schema, table, name, column].filter((part) => part !== undefined).join('.');
        return `${touch} ${kind} ${path}${newName === undefined ? '' : ` -> ${newName}`}`;
      }),
  );
}

describe('the objects of a statement', () => {
  it.each<[sql: string, objects: string[]]>([
    ['CREATE TABLE s."A" (id int, r "Role")', ['create table s.A', 'refer type Role']],
    ['CREATE TABLE a (b int REFERENCES b(id))', ['create table a', 'refer table b']],
    ['CREATE TABLE a AS SELECT * FROM b', ['create table a', 'read table b']],
    ['ALTER TABLE a ADD COLUMN b text', ['alter table a', 'create table a.b']],
    [
      'ALTER TABLE a DROP COLUMN b, ALTER COLUMN c SET NOT NULL',
      ['alter table a', 'drop table a.b', 'alter table a.c'],
    ],
    [
      'ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES s.c(id)',
      ['alter table a', 'create constraint a.k', 'refer table s.c'],
    ],
    ['ALTER TABLE a DROP CONSTRAINT k', ['alter table a', 'drop constraint a.k']],
    ['ALTER TABLE a RENAME COLUMN b TO c', ['alter table a', 'rename table a.b -> c']],
    ['ALTER TABLE s.a RENAME TO b', ['rename table s.a -> b']],
    ['ALTER TABLE a RENAME CONSTRAINT k TO l', ['alter table a', 'rename constraint a.k -> l']],
    ['ALTER INDEX i RENAME TO j', ['rename index i -> j']],
    ['ALTER TABLE a OWNER TO x', ['alter table a']],
    ['ALTER TABLE a SET SCHEMA s', ['alter table a']],
    ['ALTER TABLE a ATTACH PARTITION b DEFAULT', ['alter table a', 'alter table b']],
    ['CREATE UNIQUE INDEX i ON a(b)', ['create index a.i', 'alter table a']],
    ['DROP TABLE a, s.b', ['drop table a', 'drop table s.b']],
    ['DROP INDEX CONCURRENTLY s.i', ['drop index s.i']],
    ['DROP TYPE s.e', ['drop type s.e']],
    ['DROP TRIGGER t ON s.a', ['drop trigger s.a.t']],
    ['DROP VIEW v', ['drop view v']],
    ['DROP SCHEMA s CASCADE', ['drop schema s']],
    ['DROP FUNCTION f(text)', ['drop function f']],
    ['TRUNCATE a, b', ['write table a', 'write table b']],
    ["CREATE TYPE e AS ENUM ('a')", ['create type e']],
    ["ALTER TYPE s.e ADD VALUE 'b'", ['alter type s.e']],
    ['ALTER TYPE e RENAME TO f', ['rename type e -> f']],
    [
      'CREATE VIEW v AS SELECT * FROM a JOIN s.b USING (id)',
      ['create view v', 'read table a', 'read table s.b'],
    ],
    ['INSERT INTO a SELECT * FROM b', ['write table a', 'read table b']],
    ['UPDATE a SET x = (SELECT max(y) FROM b)', ['write table a', 'read table b']],
    [
      'WITH d AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM d',
      ['write table b', 'write table a'],
    ],
    ['MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE', ['write table a', 'read table b']],
    ["COPY a FROM '/x'", ['write table a']],
    ["COPY a TO '/x'", ['read table a']],
    ["COMMENT ON COLUMN s.a.b IS ''", ['alter table s.a.b']],
    ['CREATE TRIGGER t AFTER INSERT ON a EXECUTE FUNCTION f()', ['create trigger a.t', 'alter table a']],
    [
      'CREATE POLICY p ON a USING (EXISTS (SELECT 1 FROM b))',
      ['create policy a.p', 'alter table a', 'read table b'],
    ],
    ['GRANT SELECT ON a TO x', ['alter table a']],
    ['CREATE SEQUENCE s.q', ['create sequence s.q']],
    ['CREATE SCHEMA s', ['create schema s']],
    ['CREATE EXTENSION pg_trgm', ['create extension pg_trgm']],
    ['CREATE FUNCTION f() RETURNS text LANGUAGE sql RETURN 1', ['create function f']],
    ['DO $$ BEGIN DELETE FROM a; END $$', ['write table a']],
    [
      'DO $x$ DECLARE r record; BEGIN FOR r IN SELECT * FROM a LOOP UPDATE s.b SET c = r.c; END LOOP; IF EXISTS (SELECT FROM d) THEN DROP TABLE e; END IF; END $x$',
      ['write table s.b', 'read table a', 'read table d', 'drop table e'],
    ],
    [
      'DO $$ DECLARE n int; l int[]; BEGIN n := (SELECT count(*) FROM a); l[1] = (SELECT x FROM b WHERE x = 1); END $$',
      ['read table a', 'read table b'],
    ],
    ["DO $$ BEGIN EXECUTE 'DROP TABLE a'; END $$", []],
    ['DO LANGUAGE plperl $$ anything; $$', []],
    ['DO $$ this is no program $$', []],
    ['SET search_path = x', []],
  ])('%s', async (sql, objects) => {
    expect(await objectsOf(sql)).toEqual(objects);
  });
});
