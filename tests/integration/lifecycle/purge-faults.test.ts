import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { listPendingMigrations } from '../../../build/prisma-engine/list-pending-migrations.ts';
import { startFaultProxy } from '../../support/faults/fault-proxy.ts';
import { surviveFaults } from '../../support/faults/survive-faults.ts';
import { runCommand } from '../../support/running-command.ts';
import { repository } from '../schema-engine/prisma-project.ts';
import { createRetiredCrm, type LifecycleProject } from './lifecycle-project.ts';

jest.setTimeout(180_000);

let shop: LifecycleProject;
beforeEach(async () => {
  shop = await createRetiredCrm();
});
afterEach(() => shop.close());

/** Names without the time of day. */
const names = (folder: string): string[] =>
  shop.has(folder)
    ? Object.keys(shop.tree(folder)).map((file) => file.replace(/^(\d{8}T\d{6}|\d{14})/, '<time>'))
    : [];

describe('a purge that is disturbed at any statement', () => {
  it('leaves the component retired and nothing of a backup, and ends when it is run again', async () => {
    const [retired, before] = [shop.read('components.lock.json'), shop.tree('prisma/migrations')];
    const { wounds, statements, faults } = await surviveFaults({
      url: shop.url,
      reset: () => {
        shop.write('components.lock.json', retired);
        for (const file of Object.keys(shop.tree('prisma/migrations'))) {
          if (!(file in before)) shop.remove(`prisma/migrations/${file.replace(/\/.*/, '')}`);
        }
        if (shop.has('.tessera/backups')) shop.remove('.tessera/backups');
        return Promise.resolve();
      },
      run: async (url) => {
        const args = ['component', 'purge', 'crm', '--confirm', 'crm'];
        const { exitCode, stderr } = await shop.tesseraWith({ DATABASE_URL: url }, ...args);
        if (exitCode !== 0) throw new Error(stderr);
      },
      look: async () => ({
        state: shop.state('crm'),
        migrations: names('prisma/migrations'),
        // Those that have no name yet, too: it had the time to clean up.
        backups: names('.tessera/backups'),
        rows: await shop.query('SELECT count(*)::int AS rows FROM crm_deals'),
        recorded: await shop.query('SELECT migration_name FROM _prisma_migrations ORDER BY 1'),
      }),
      isReader: true,
    });
    expect(wounds).toEqual([]);
    for (const moment of [/^COPY \(SELECT/, /^CREATE TEMP TABLE/, /^COPY "tessera_check/, /^ROLLBACK/]) {
      expect(statements).toContainEqual(expect.stringMatching(moment));
    }
    expect(faults).toBe(statements.length);
  });
});

describe('tessera component purge, killed while it makes the backup', () => {
  it('leaves the component retired and no backup with a name; the same command ends it', async () => {
    const before = shop.migrations();
    const proxy = await startFaultProxy(shop.url);
    try {
      const args = ['component', 'purge', 'crm', '--confirm', 'crm'];
      const env = { DATABASE_URL: proxy.url };
      proxy.arm();
      expect(await shop.tesseraWith(env, ...args, '--backup-dir', 'elsewhere')).toMatchObject({
        exitCode: 0,
      });
      const at = proxy.statements().findIndex((text) => text.startsWith('COPY "tessera_check_002'));
      shop.write('components.lock.json', shop.read('components.lock.json').replace('purged', 'retired'));
      for (const file of shop.migrations().filter((one) => !before.includes(one))) {
        shop.remove(`prisma/migrations/${dirname(file)}`);
      }
      const command = runCommand(
        process.execPath,
        [join(repository, 'bin/tessera.js'), ...args],
        shop.dir,
        env,
      );
      proxy.arm({
        at,
        fault: async () => {
          command.kill();
          await command.exited;
        },
      });
      expect(await command.exited).toMatchObject({ signal: 'SIGKILL' });
      expect([shop.state('crm'), shop.migrations()]).toEqual(['retired', before]);
      const isUnfinished = (file: string): boolean => /^\.\S+-crm\.unfinished-/.test(file);
      expect(names('.tessera/backups').filter((file) => !isUnfinished(file))).toEqual([]);
      expect(names('.tessera/backups')).not.toEqual([]);
    } finally {
      await proxy.close();
    }
    expect(await shop.tessera('component', 'purge', 'crm', '--confirm', 'crm')).toMatchObject({
      exitCode: 0,
    });
    expect(shop.state('crm')).toBe('purged');
    expect(names('.tessera/backups')).toContain('<time>-crm/backup.json');
    // And `migrate status` knows what is still to be done.
    const { pending } = await listPendingMigrations({ url: shop.url }, join(shop.dir, 'prisma/migrations'));
    expect(pending).toEqual([expect.stringMatching(/_purge_crm$/)]);
  });
});

describe('retire and restore', () => {
  it('send nothing to the database that could be disturbed', async () => {
    // Nobody listens there.
    const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' };
    for (const [command, state] of [
      ['restore', 'enabled'],
      ['retire', 'retired'],
    ] as const) {
      expect(await shop.tesseraWith(env, 'component', command, 'crm')).toMatchObject({ exitCode: 0 });
      expect(shop.state('crm')).toBe(state);
    }
  });
});
