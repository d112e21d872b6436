import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { surviveFaults } from '../../support/faults/survive-faults.ts';
import { createMigrationFolder, type MigrationFolder } from '../../support/migration-folder.ts';
import { tessera } from '../../support/tessera.ts';

jest.setTimeout(180_000);

describe('a rollback that is disturbed at any statement', () => {
  let folder: MigrationFolder;
  /** What a deploy and a row make, in one go. */
  let applied: string;
  beforeAll(async () => {
    folder = await createMigrationFolder();
    await folder.write('1_notes', 'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);', 'DROP TABLE "Note";');
    await folder.write(
      '2_text',
      `ALTER TABLE "Note" ADD "text" TEXT;\nCREATE INDEX "n" ON "Note" ("text");`,
      `DROP INDEX "n";\nUPDATE "Note" SET "text" = NULL;\nALTER TABLE "Note" DROP COLUMN "text";`,
    );
    applied = await folder.deployedAsScript();
    applied += `INSERT INTO "Note" VALUES (1, 'a');`;
  });
  afterAll(async () => {
    await folder.remove();
  });

  async function rollback(url: string): Promise<void> {
    const args = ['migrate', 'rollback', '--steps', '1', '--yes', '--accept-data-loss', 'notes'];
    const { exitCode, stderr } = await tessera(folder.projectDir, args, { DATABASE_URL: url });
    if (exitCode !== 0) throw new Error(stderr);
  }

  it('leaves the database as before or as after, and the same call finishes it without going further', async () => {
    const { wounds, faults, statements } = await surviveFaults({
      url: folder.url,
      reset: async () => {
        await folder.empty();
        await folder.query(applied);
      },
      run: rollback,
      look: () => folder.look('Note'),
    });

    expect(wounds).toEqual([]);
    expect(statements).toEqual(expect.arrayContaining(['BEGIN', 'DROP INDEX "n"', 'COMMIT']));
    expect(faults).toBeGreaterThan(statements.length + 15);
  });
});
