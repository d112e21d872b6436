import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createLifecycleProject, crmAndUsers, type LifecycleProject } from './lifecycle-project.ts';

// Whole processes of Prisma, several a test.
jest.setTimeout(240_000);

const deals = `INSERT INTO "User" DEFAULT VALUES; INSERT INTO crm_deals (title, "ownerId") VALUES ('first', 1);
  INSERT INTO "_watchers" ("A", "B") VALUES (1, 1);`;
let shop: LifecycleProject;
beforeAll(async () => {
  shop = createLifecycleProject(crmAndUsers);
  await shop.migrate('init');
  await shop.query(deals);
});
afterAll(() => shop.close());

const everything = ['User', '_watchers', 'crm_deals'];
const rows = () =>
  shop.query('SELECT d.title, d.stage::text, w."B" FROM crm_deals d JOIN _watchers w ON w."A" = d.id');

describe('the tables of a retired component', () => {
  it('stay through every command of Prisma that migrates, and come back with their rows', async () => {
    expect(await shop.tessera('component', 'retire', 'crm')).toMatchObject({ exitCode: 0, stderr: '' });
    shop.remove('src/components/crm');
    const before = shop.migrations();

    const migrated = await shop.prisma('migrate', 'dev', '--name', 'nothing');
    expect(migrated).toMatchObject({ code: 0, stdout: expect.stringContaining('Already in sync') });
    expect(shop.migrations()).toEqual(before);
    const pushed = await shop.prisma('db', 'push');
    expect(pushed).toMatchObject({ code: 0, stdout: expect.stringContaining('already in sync') });
    expect(await shop.tables()).toEqual(everything);

    // Another component goes on migrating beside them.
    shop.write(
      'src/components/users/prisma/schema.prisma',
      `${shop.read('src/components/users/prisma/schema.prisma')}\nmodel Team {\n  id Int @id\n}\n`,
    );
    expect(await shop.migrate('team')).toMatch(/^-- CreateTable\nCREATE TABLE "Team" \([^;]*;\n$/);

    for (const [file, text] of Object.entries(crmAndUsers)) {
      if (file.startsWith('src/components/crm'))
        shop.write(file, text.replace('title    String', 'title    String\n  note String?'));
    }
    const restored = await shop.tessera('component', 'restore', 'crm', '--json');
    expect(JSON.parse(restored.stdout)).toMatchObject({
      ok: true,
      from: 'retired',
      to: 'enabled',
      plan: '-- AlterTable\nALTER TABLE "crm_deals" ADD COLUMN     "note" TEXT;\n',
    });
    expect(await rows()).toEqual([{ title: 'first', stage: 'OPEN', B: 1 }]);
    expect(await shop.tables()).toEqual(['Team', ...everything]);
  });
});
