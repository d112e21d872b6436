import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLifecycleProject, type LifecycleProject } from './lifecycle-project.ts';
import { runRestoreScript } from './run-restore-script.ts';

const schemaFile = 'src/components/desk/prisma/schema.prisma';
const schema = `/// @tenant
model Queue {
  id       Int      @id @default(autoincrement())
  tenantId String
  name     String
  tickets  Ticket[]
}

/// @tenant(owner)
model Ticket {
  owner   String @map("owner_id")
  number  Int
  title   String
  queueId Int?
  queue   Queue? @relation(fields: [queueId], references: [id])

  @@id([owner, number])
  @@index([queueId])
  @@map("tickets")
}
`;

let shop: LifecycleProject;
beforeEach(async () => {
  shop = createLifecycleProject({ [schemaFile]: schema });
  await shop.migrate('init');
  expect(await shop.tessera('migrate', 'record')).toMatchObject({ exitCode: 0 });
  expect(await shop.tessera('migrate', 'tenants')).toMatchObject({ exitCode: 0 });
  await shop.deploy();
  await shop.query(
    `INSERT INTO "Queue" ("tenantId", name) VALUES ('acme', 'in'), ('globex', 'in');
     INSERT INTO tickets VALUES ('acme', 1, 'a', 1), ('globex', 1, 'b', 2)`,
  );
});
afterEach(() => shop.close());

/** Everything of the database that keeps tenants apart. */
const guards = () =>
  shop.query(
    `SELECT c.relname AS of, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
       (SELECT json_agg(p.polname || ' ' || pg_get_expr(p.polqual, p.polrelid) ORDER BY p.polname) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
       (SELECT json_agg(conname || ' ' || pg_get_constraintdef(oid) ORDER BY conname) FROM pg_constraint WHERE conrelid = c.oid AND contype <> 'n') AS keys,
       (SELECT json_agg(pg_get_indexdef(indexrelid) ORDER BY indexrelid::regclass::text) FROM pg_index WHERE indrelid = c.oid) AS indexes
     FROM pg_class c WHERE c.relname IN ('Queue', 'tickets') ORDER BY 1`,
  );
const state = () =>
  shop.query(
    `SELECT (SELECT count(*)::int FROM "Queue") AS queues, (SELECT count(*)::int FROM tickets) AS tickets`,
  );

describe('a component of tenants', () => {
  it('is retired, kept by the next migration, restored, purged and brought back from its backup with its policies', async () => {
    const before = await guards();
    expect(JSON.stringify(before)).toContain('tickets_queueId_by_tenant');

    expect(await shop.tessera('component', 'retire', 'desk')).toMatchObject({ exitCode: 0 });
    expect(await shop.migrate('nothing')).toBe('');
    expect(await guards()).toEqual(before);
    expect(await shop.tessera('component', 'restore', 'desk')).toMatchObject({ exitCode: 0 });
    expect(await shop.migrate('nothing')).toBe('');
    expect(await shop.tessera('migrate', 'check')).toMatchObject({ exitCode: 0 });

    await shop.tessera('component', 'retire', 'desk');
    const purged = await shop.tessera('component', 'purge', 'desk', '--confirm', 'desk');
    expect(purged).toMatchObject({ exitCode: 0, stderr: '' });
    expect(purged.stdout).toContain('backup of 4 rows');
    await shop.deploy();
    expect(await shop.tables()).toEqual([]);

    const backups = join(shop.dir, '.tessera/backups');
    await runRestoreScript(join(backups, String(readdirSync(backups)[0])), shop.url);
    expect(await state()).toEqual([{ queues: 2, tickets: 2 }]);
    expect(await guards()).toEqual(before);
  });

  it('goes back behind the migrations of its tenants, and forward again', async () => {
    const before = await guards();
    const first = shop.migrations()[0]?.split('/')[0] ?? '';
    const back = await shop.tessera('migrate', 'rollback', '--to', first, '--yes');
    expect(back).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await guards()).toMatchObject([
      { enabled: false, forced: false, policies: null },
      { enabled: false, forced: false, policies: null },
    ]);
    expect(await state()).toEqual([{ queues: 2, tickets: 2 }]);
    await shop.deploy();
    expect(await guards()).toEqual(before);
  });
});
