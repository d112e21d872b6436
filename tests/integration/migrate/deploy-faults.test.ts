import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { surviveFaults } from '../../support/faults/survive-faults.ts';
import { createMigrationFolder, type MigrationFolder } from '../../support/migration-folder.ts';

jest.setTimeout(180_000);

describe('a deploy that is disturbed at any statement', () => {
  let folder: MigrationFolder;
  beforeAll(async () => {
    folder = await createMigrationFolder();
  });
  afterAll(async () => {
    await folder.remove();
  });

  it('leaves whole migrations and a true record, and the next deploy does the rest', async () => {
    await folder.write(
      '1_notes',
      'CREATE TABLE "Note" ("id" INTEGER PRIMARY KEY);\nCREATE INDEX "n" ON "Note" ("id");\n',
    );
    await folder.deploy();
    // Without a semicolon and with a comment at its end, as people write.
    await folder.write(
      '2_rows',
      `ALTER TABLE "Note" ADD "text" TEXT;\nINSERT INTO "Note" VALUES (1, 'a;b') -- the first`,
    );
    const between = await folder.look('Note');

    const { wounds, faults, statements } = await surviveFaults({
      url: folder.url,
      reset: folder.empty,
      run: folder.deploy,
      look: () => folder.look('Note'),
      between: [between],
    });

    expect(wounds).toEqual([]);
    expect(statements.filter((text) => /"Note"/.test(text))).toHaveLength(4);
    expect(faults).toBeGreaterThan(statements.length + 15);
  });
});
