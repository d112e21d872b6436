import { describe, expect, it } from '@jest/globals';
import { historyNames } from '../../../../../build/postgres/history/history-names.ts';

const after = async (...scripts: string[]) => {
  const { tables, types } = await historyNames(scripts, 'public');
  return { tables, types };
};

describe('historyNames', () => {
  it('are what the migrations made and did not drop, in any order of schemas and quotes', async () => {
    expect(
      await after(
        'CREATE TYPE "Kind" AS ENUM (\'A\'); CREATE TABLE "Deal" (id int); CREATE TABLE crm."Lead" (id int, k "Kind"); CREATE TABLE gone (id int);',
        'ALTER TABLE "Deal" ADD COLUMN "Other" int; DROP TABLE public.gone; CREATE TABLE public.back (id int); ALTER TABLE "Deal" DROP COLUMN "Other";',
        'ALTER TABLE back RENAME TO "Back"; ALTER TABLE "Deal" RENAME COLUMN id TO "Back"; ALTER TYPE "Kind" RENAME TO "DealKind";',
      ),
    ).toEqual({ tables: ['Back', 'Deal', 'crm.Lead'], types: ['DealKind'] });
    expect(
      await after('CREATE TABLE a (); CREATE TYPE t AS ENUM ();', 'DROP TABLE a; DROP TYPE IF EXISTS t;'),
    ).toEqual({
      tables: [],
      types: [],
    });
    expect(
      await after('CREATE SCHEMA s; CREATE TABLE s.a (); CREATE TABLE a ();', 'DROP SCHEMA s CASCADE;'),
    ).toEqual({
      tables: ['a'],
      types: [],
    });
  });

  it.each<[what: string, scripts: string[], tables: string[]]>([
    [
      'dropped before a temporary one of its name',
      ['CREATE TABLE a ();', 'DROP TABLE a; CREATE TEMP TABLE a ();'],
      [],
    ],
    [
      'made after a temporary one of its name is gone',
      ['CREATE TEMP TABLE a (); DROP TABLE a; CREATE TABLE a ();'],
      ['a'],
    ],
    [
      'dropped by its schema while a temporary one hides it',
      ['CREATE TABLE a ();', 'CREATE TEMP TABLE a (); DROP TABLE public.a;'],
      [],
    ],
    [
      'made by a temporary one that got another name',
      ['CREATE TEMP TABLE a (); ALTER TABLE a RENAME TO b; DROP TABLE b;'],
      [],
    ],
    ['temporary and made in a block', ['DO $$ BEGIN CREATE TEMP TABLE a (id int); END $$;'], []],
    ['moved into another schema', ['CREATE TABLE a ();', 'ALTER TABLE a SET SCHEMA s;'], ['s.a']],
    ['moved back out of it', ['CREATE TABLE s.a ();', 'ALTER TABLE s.a SET SCHEMA public;'], ['a']],
    ['in a schema that gets another name', ['CREATE TABLE s.a ();', 'ALTER SCHEMA s RENAME TO t;'], ['t.a']],
    [
      'swapped',
      [
        'CREATE TABLE a (); CREATE TABLE b ();',
        'ALTER TABLE a RENAME TO c; ALTER TABLE b RENAME TO a; DROP TABLE c;',
      ],
      ['a'],
    ],
  ])('knows a table that is %s', async (_, scripts, tables) => {
    expect((await after(...scripts)).tables).toEqual(tables);
  });

  it('may be any that is mentioned where the SQL is a program or not of PostgreSQL', async () => {
    const program = await historyNames(['DO $$ BEGIN EXECUTE \'DROP TABLE "Deal"\'; END $$;'], 'public');
    expect([program.has('Deal'), program.has('crm.Deal'), program.has('Other')]).toEqual([true, true, false]);
    const mysql = await historyNames(['CREATE TABLE `Deal` (`id` INT AUTO_INCREMENT);'], 'public');
    expect([mysql.has('Deal'), mysql.has('Other')]).toEqual([true, false]);
  });
});
