import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createLifecycleProject, crmAndUsers, type LifecycleProject } from './lifecycle-project.ts';

// Whole processes of Prisma and git.
jest.setTimeout(240_000);

const only = (name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(crmAndUsers).filter(([file]) => file.includes(`/${name}/`)));
let shop: LifecycleProject;
const commit = async (branch: string, files: Record<string, string>, migration: string) => {
  await shop.git('checkout', '-q', '-b', branch, 'main');
  for (const [file, text] of Object.entries(files)) shop.write(file, text);
  await shop.migrate(migration);
  await shop.git('add', '-A');
  expect(await shop.git('commit', '-q', '-m', branch)).toMatchObject({ code: 0 });
};
const deals = () => shop.query('SELECT title FROM crm_deals');

beforeAll(async () => {
  shop = createLifecycleProject(only('users'));
  await shop.git('init', '-q', '-b', 'main');
  await shop.migrate('users');
  await shop.git('add', '-A');
  await shop.git('commit', '-q', '-m', 'users');
  await commit('with-crm', only('crm'), 'crm');
  await shop.query(
    `INSERT INTO "User" DEFAULT VALUES; INSERT INTO crm_deals (title, "ownerId") VALUES ('kept', 1)`,
  );
});
afterAll(() => shop.close());

describe('two branches with different components and one database', () => {
  it('leave each other’s data in place, whatever is run on which', async () => {
    await commit(
      'with-notes',
      { 'src/components/notes/prisma/schema.prisma': 'model Note {\n  id Int @id\n}\n' },
      'notes',
    );
    await shop.query('INSERT INTO "Note" VALUES (7)');
    expect(shop.has('src/components/crm')).toBe(false);

    // The database has the migration of the other branch: Prisma stops, and so does a push.
    const dev = await shop.prisma('migrate', 'dev', '--name', 'never');
    expect(dev.code).not.toBe(0);
    const pushed = await shop.prisma('db', 'push', '--accept-data-loss');
    expect(pushed).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/MIGRATION\.OTHER_BRANCH[^]*_crm", which is not in prisma\/migrations/),
    });
    expect(await deals()).toEqual([{ title: 'kept' }]);

    await shop.git('checkout', '-q', 'with-crm');
    expect(await shop.run()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await shop.tables()).toEqual(['Note', 'User', '_watchers', 'crm_deals']);

    // Merged, the histories are one again.
    const merged = await shop.git('merge', '-q', '--no-edit', 'with-notes');
    expect(merged.stdout + merged.stderr).toContain('components.lock.json');
    expect(await shop.run()).toMatchObject({ ok: true });
    expect(await shop.migrate('nothing')).toBe('');
    expect([await deals(), await shop.query('SELECT id FROM "Note"')]).toEqual([
      [{ title: 'kept' }],
      [{ id: 7 }],
    ]);
  });
});

describe('a folder that was never committed, or got lost', () => {
  it('is never dropped by the next migration: with the lock, without it, and with one that is older', async () => {
    const before = [...shop.migrations()];
    const lock = shop.read('components.lock.json');
    shop.remove('src/components/crm');
    const refused = async (words: string) => {
      const dev = await shop.prisma('migrate', 'dev', '--name', 'never');
      expect(dev).toMatchObject({ code: 1, stderr: expect.stringContaining(words) });
    };
    await refused('tessera component retire crm');
    shop.remove('components.lock.json');
    await shop.run();
    await refused('A migration made "crm_deals", and no component declares it');
    expect([shop.migrations(), await deals()]).toEqual([before, [{ title: 'kept' }]]);
    shop.write('components.lock.json', lock);
  });
});
