import { expect, it } from '@jest/globals';
import { readMigrationList } from '../../../../build/prisma-engine/read-migration-list.ts';
import { createTempProject } from '../../../support/temp-project.ts';

it('gives the engine no other text for SQL that is not UTF-8', async () => {
  const project = createTempProject({
    'migrations/1_fine/migration.sql': "SELECT '\u00E9';",
    'migrations/2_latin/migration.sql': Buffer.from("SELECT '\u00E9';", 'latin1'),
    'migrations/3_empty/readme.md': '',
  });
  const { migrationDirectories } = await readMigrationList(`${project.dir}/migrations`);
  const contents = migrationDirectories.map(({ migrationFile }) => migrationFile.content);
  expect(contents.map(({ tag }) => tag)).toEqual(['ok', 'error', 'error']);
  project.dispose();
});
