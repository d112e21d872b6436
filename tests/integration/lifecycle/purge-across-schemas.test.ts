import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { createLifecycleProject, crmAndUsers, type LifecycleProject } from './lifecycle-project.ts';
import { runRestoreScript } from './run-restore-script.ts';

let shop: LifecycleProject;
afterEach(() => shop.close());

const schemaFile = 'src/components/crm/prisma/schema.prisma';
/** Everything of `crm` stands in a schema of the database that is called as nothing else is. */
const inSales: Readonly<Record<string, string>> = {
  ...crmAndUsers,
  [schemaFile]: String(crmAndUsers[schemaFile]).replaceAll('\n}\n', '\n\n  @@schema("Sales")\n}\n'),
};
const crmTables = ['Sales._watchers', 'Sales.crm_deals'];

it('retires, backs up, drops and brings back what stands in another schema of the database', async () => {
  shop = createLifecycleProject(inSales);
  await shop.migrate('init');
  await shop.query(`INSERT INTO "User" DEFAULT VALUES;
    INSERT INTO "Sales".crm_deals (title, "ownerId", stage) VALUES ('one', 1, 'WON'), ('two', 1, 'OPEN');
    INSERT INTO "Sales"."_watchers" ("A", "B") VALUES (1, 1);`);
  expect(await shop.tables()).toEqual([...crmTables, 'User']);

  expect(await shop.tessera('component', 'retire', 'crm')).toMatchObject({ exitCode: 0 });
  // Nobody's next migration takes them away.
  expect(await shop.migrate('nothing')).toBe('');
  const purged = await shop.tessera('component', 'purge', 'crm', '--confirm', 'crm');
  expect(purged).toMatchObject({ exitCode: 0, stderr: '' });
  expect(purged.stdout).toContain('backup of 3 rows');
  expect(await shop.tables()).toEqual([...crmTables, 'User']);

  expect(await shop.deploy()).toEqual([expect.stringMatching(/^\d{14}_purge_crm$/)]);
  expect(await shop.tables()).toEqual(['User']);
  expect(await shop.migrate('nothing more')).toBe('');

  const backups = join(shop.dir, '.tessera/backups');
  await runRestoreScript(join(backups, String(readdirSync(backups)[0])), shop.url);
  expect(await shop.tables()).toEqual([...crmTables, 'User']);
  expect(
    await shop.query(`INSERT INTO "Sales".crm_deals (title, "ownerId") VALUES ('c', 1) RETURNING id`),
  ).toEqual([{ id: 3 }]);
});
