import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { diskFiles } from '../../../../../../build/files/disk-files.ts';
import { readBackfills } from '../../../../../../build/use-cases/migrate/backfill/read-backfills.ts';
import { createTempProject, type TempProject } from '../../../../../support/temp-project.ts';

const text = `export default {
  table: 'Note',
  transform(row: { text: string }) {
    return { text: row.text.trim() };
  },
};
`;

let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    'package.json': '{ "type": "module" }\n',
    'prisma/backfills/unix.ts': text,
    'prisma/backfills/windows.ts': text.replaceAll('\n', '\r\n'),
  });
});
afterEach(() => {
  project.dispose();
});

it('recognises a backfill in a checkout with Windows line ends', async () => {
  const { backfills, diagnostics } = await readBackfills(
    { projectDir: project.dir, migrationsDir: 'prisma/migrations' },
    diskFiles,
  );
  expect(diagnostics).toEqual([]);
  const [unix, windows] = backfills.map(({ fingerprint }) => fingerprint);
  expect(unix).toMatch(/^[0-9a-f]{64}$/);
  expect(windows).toBe(unix);
});
