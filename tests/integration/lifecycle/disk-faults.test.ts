import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createFaultyDisk } from '../../support/faults/faulty-disk.ts';
import { surviveDiskFaults } from '../../support/faults/survive-disk-faults.ts';
import { type LifecycleProject } from './lifecycle-project.ts';

jest.setTimeout(180_000);

// What a process does to files goes through these two; full-disk.test.ts has a disk that is really full.
const disk = createFaultyDisk();
jest.unstable_mockModule('node:fs', disk.fs);
jest.unstable_mockModule('node:fs/promises', disk.promises);
const { createLifecycleProject, crmAndUsers } = await import('./lifecycle-project.ts');
const { setState } = await import('../../../build/use-cases/lifecycle/set-state.ts');
const { readLock } = await import('../../../build/pipeline/lock/read-lock.ts');

let shop: LifecycleProject;
beforeEach(async () => {
  shop = createLifecycleProject(crmAndUsers);
  await shop.migrate('init');
  await shop.query(
    `INSERT INTO "User" DEFAULT VALUES; INSERT INTO crm_deals (title, "ownerId") VALUES ('one', 1)`,
  );
});
afterEach(() => shop.close());

const files = (folder: string): Record<string, string> => (shop.has(folder) ? shop.tree(folder) : {});
/** The same at any time of the day. */
const timeless = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name.replace(/^(\d{8}T\d{6}|\d{14})/, '<time>').replace(/^(<time>-crm)-\d+/, '$1'),
      text,
    ]),
  );

describe('a disk that fails, or a process that is killed, at every change of a file', () => {
  it.each([
    ['retire', 'retired'],
    ['restore', 'enabled'],
  ] as const)(
    '%s: the state is the one before or the one after, and the next run ends it',
    async (_, state) => {
      const entries = () => readLock(shop.read('components.lock.json')).entries ?? new Map();
      const begin = state === 'retired' ? ('enabled' as const) : ('retired' as const);
      const change = async (to: typeof state) => {
        const report = await shop.run({ edit: setState('crm', to, entries()) });
        if (!report.ok) throw new Error(JSON.stringify(report.diagnostics));
      };
      const { wounds, changes, faults } = await surviveDiskFaults({
        disk,
        dir: shop.dir,
        reset: () => change(begin),
        run: () => change(state),
        // The lock is what counts, and the last to be written: what it says is there.
        look: () => ({
          lock: shop.read('components.lock.json'),
          schema: shop.state('crm') === state ? shop.tree('prisma/schema') : undefined,
        }),
      });
      expect(wounds).toEqual([]);
      expect(changes).toContainEqual(expect.stringMatching(/^rename .*components\.lock\.json/));
      expect(faults).toBeGreaterThan(changes.length);
    },
  );

  it('purge: a backup is whole or not there, and nothing is dropped that is not in one', async () => {
    await shop.tessera('component', 'retire', 'crm');
    const [retired, before] = [shop.read('components.lock.json'), shop.tree('prisma/migrations')];
    const { wounds, changes, faults } = await surviveDiskFaults({
      disk,
      dir: shop.dir,
      reset: () => {
        shop.write('components.lock.json', retired);
        for (const file of Object.keys(files('prisma/migrations'))) {
          if (!(file in before)) shop.remove(`prisma/migrations/${file.replace(/\/.*/, '')}`);
        }
        if (shop.has('.tessera/backups')) shop.remove('.tessera/backups');
      },
      run: async () => {
        const { exitCode, stderr } = await shop.tessera('component', 'purge', 'crm', '--confirm', 'crm');
        if (exitCode !== 0) throw new Error(stderr);
      },
      look: async () => ({
        state: shop.state('crm'),
        migrations: timeless(shop.tree('prisma/migrations')),
        // Two of the same content are as good as one; those without a name yet are none.
        backups: timeless(
          Object.fromEntries(
            Object.entries(files('.tessera/backups')).filter(([file]) => !file.startsWith('.')),
          ),
        ),
        rows: await shop.query('SELECT count(*)::int AS rows FROM crm_deals'),
      }),
      // A whole backup without a migration, or with it and before the lock knows.
      isBetween: ({ state, migrations, backups }) =>
        state === 'retired' &&
        Object.keys(backups).sort().join() ===
          ['001', '002'].map((name) => `<time>-crm/${name}.csv`).join() +
            ',<time>-crm/backup.json,<time>-crm/restore.sql' &&
        Object.entries(migrations).every(([file, sql]) => file.endsWith('.toml') || sql.length > 0),
    });
    expect(wounds).toEqual([]);
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^createWriteStream \.tessera\/backups\/\.\S+-crm\.unfinished-\w+\/002\.csv$/),
        expect.stringMatching(/^rename \.tessera\/backups\/\.\S+-crm\.unfinished-\w+$/),
        expect.stringMatching(/^rename \.tessera\/migration-/),
      ]),
    );
    expect(faults).toBeGreaterThan(changes.length);
  });
});
