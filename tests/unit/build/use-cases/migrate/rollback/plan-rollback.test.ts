import { hash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { planRollback } from '../../../../../../build/use-cases/migrate/rollback/plan-rollback.ts';

it('refuses a migration it cannot read: what that took away would count as nothing', async () => {
  const sql = 'DROP TABLE "A";\nDROP TABL "B";';
  const checksum = hash('sha256', sql);
  const migration = {
    id: '1_a',
    folder: 'prisma/migrations/1_a',
    file: 'prisma/migrations/1_a/migration.sql',
    sql,
    checksum,
  };
  const plan = await planRollback(
    '/project',
    [{ name: '1_a', checksum, isFinished: true }],
    [migration],
    { read: () => new TextEncoder().encode('CREATE TABLE "A" ();') },
    { kind: 'steps', steps: 1 },
  );
  expect(plan).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'MIGRATION.SYNTAX', location: { file: migration.file, line: 2, column: 6 } }],
  });
});
