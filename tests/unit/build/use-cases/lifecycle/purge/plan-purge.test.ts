import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { projectOptionsSchema } from '../../../../../../build/config/project-config.ts';
import { diskFiles } from '../../../../../../build/files/disk-files.ts';
import { readPurgeHistory } from '../../../../../../build/use-cases/lifecycle/purge/plan-purge.ts';
import { type LockEntry } from '../../../../../../build/pipeline/lock/lock-file.ts';
import { createTempProject, type TempProject } from '../../../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    'prisma/migrations/1_crm/migration.sql': 'CREATE TABLE "Deal" ("id" INT);\nCREATE TABL "Note";\n',
    'prisma/migrations/2_latin/migration.sql': Buffer.from("INSERT INTO x VALUES ('\u00E9');", 'latin1'),
    'prisma/migrations/3_empty/readme.md': '',
  });
});
afterEach(() => {
  project.dispose();
});

it('names every migration that cannot be read, for what they made is not known', async () => {
  const config = { ...projectOptionsSchema.parse({}), projectDir: project.dir };
  const entry: LockEntry = { state: 'retired', version: '1.0.0', hash: '', tables: ['Deal'], enums: [] };
  const { diagnostics } = await readPurgeHistory('crm', entry, config, diskFiles);
  expect(
    diagnostics.map(({ code, location }) => `${code} ${location?.file ?? ''}:${location?.line ?? 0}`),
  ).toEqual([
    'MIGRATION.ENCODING prisma/migrations/2_latin/migration.sql:1',
    'MIGRATION.NO_SQL prisma/migrations/3_empty/migration.sql:1',
    'MIGRATION.SYNTAX prisma/migrations/1_crm/migration.sql:2',
  ]);
});
