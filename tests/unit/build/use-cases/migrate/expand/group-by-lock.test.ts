import { describe, expect, it } from '@jest/globals';
import { groupByLock } from '../../../../../../build/use-cases/migrate/expand/group-by-lock.ts';

describe('transactions of a step', () => {
  it('lock one table each, in the order of the statements', async () => {
    const statements = [
      'ALTER TABLE "A" ADD COLUMN "x" TEXT;',
      'CREATE FUNCTION "f"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;',
      'CREATE TRIGGER "t" BEFORE INSERT ON "A" FOR EACH ROW EXECUTE FUNCTION "f"();',
      'DROP TRIGGER IF EXISTS "u" ON "B";',
      'DROP FUNCTION IF EXISTS "g"();',
      'ALTER TABLE "A" DROP COLUMN "y";',
    ];
    expect(await groupByLock(statements)).toEqual([
      statements.slice(0, 3),
      statements.slice(3, 5),
      statements.slice(5),
    ]);
  });

  it('do not count a table that they make, and count the one its foreign key points at', async () => {
    const make = [
      'CREATE TABLE "New" ("id" INTEGER PRIMARY KEY);',
      'ALTER TABLE "New" ADD CONSTRAINT "k" FOREIGN KEY ("id") REFERENCES "A"("id");',
      'CREATE TRIGGER "t" AFTER INSERT ON "New" FOR EACH ROW EXECUTE FUNCTION "f"();',
    ];
    expect(await groupByLock([...make, 'ALTER TABLE "A" ADD "x" TEXT;'])).toHaveLength(1);
    expect(await groupByLock([...make, 'ALTER TABLE "B" ADD "x" TEXT;'])).toHaveLength(2);
  });

  it('take a table that is renamed for one', async () => {
    const statements = [
      'ALTER TABLE "A" RENAME TO "B";',
      'CREATE VIEW "A" AS SELECT * FROM "B";',
      'ALTER TABLE "B" RENAME CONSTRAINT "A_pkey" TO "B_pkey";',
    ];
    expect(await groupByLock(statements)).toEqual([statements]);
  });
});
