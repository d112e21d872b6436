import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLifecycleProject, crmAndUsers, type LifecycleProject } from './lifecycle-project.ts';
import { runRestoreScript } from './run-restore-script.ts';

let shop: LifecycleProject;
beforeEach(async () => {
  shop = createLifecycleProject(crmAndUsers);
  await shop.migrate('init');
  await shop.query(`INSERT INTO "User" DEFAULT VALUES;
    INSERT INTO crm_deals (title, "ownerId", stage) VALUES ('a, "quoted"\nline', 1, 'WON'), ('', 1, 'OPEN');
    UPDATE crm_deals SET "parentId" = 1 WHERE id = 2; INSERT INTO "_watchers" ("A", "B") VALUES (1, 1);`);
});
afterEach(() => shop.close());

const purge = async (...args: string[]) => {
  const { exitCode, stdout } = await shop.tessera('component', 'purge', 'crm', '--json', ...args);
  return { exitCode, ...(JSON.parse(stdout) as Record<string, unknown>) };
};
const retire = () => shop.tessera('component', 'retire', 'crm');
const backups = () => readdirSync(join(shop.dir, '.tessera/backups'));
const everything = ['User', '_watchers', 'crm_deals'];

describe('tessera component purge', () => {
  it('shows what would go, and does nothing before it is told the name', async () => {
    expect(await purge()).toMatchObject({
      exitCode: 1,
      diagnostics: [{ code: 'LIFECYCLE.WRONG_STATE', hint: 'Retire it first: tessera component retire crm' }],
    });
    await retire();
    const before = shop.tree('prisma/migrations');
    for (const args of [[], ['--confirm', 'CRM']]) {
      expect(await purge(...args)).toMatchObject({
        exitCode: 2,
        purged: false,
        tables: [
          { known: '_watchers', columns: ['A', 'B'], rows: 1 },
          { known: 'crm_deals', rows: 2 },
        ],
        enums: [{ known: 'Stage', values: ['OPEN', 'WON'] }],
        usedBy: [],
        sql: expect.stringContaining('DROP TABLE "_watchers", "crm_deals";'),
        diagnostics: [{ code: 'LIFECYCLE.NOT_CONFIRMED' }],
      });
    }
    expect([shop.tree('prisma/migrations'), shop.state('crm')]).toEqual([before, 'retired']);
    expect(shop.has('.tessera/backups')).toBe(false);
  });

  it('makes a backup that psql brings back, writes the migration, and drops nothing itself', async () => {
    await retire();
    const answer = await shop.tessera('component', 'purge', 'crm', '--confirm', 'crm');
    expect(answer).toMatchObject({ exitCode: 0, stderr: '' });
    expect(answer.stdout).toMatch(/backup of 3 rows: \.tessera\/backups\/\d{8}T\d{6}-crm /);
    expect(shop.state('crm')).toBe('purged');
    expect(await shop.tables()).toEqual(everything);

    const [name = ''] = backups();
    const backup = join(shop.dir, '.tessera/backups', name);
    expect(statSync(backup).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(backup)) expect(statSync(join(backup, file)).mode & 0o777).toBe(0o600);

    // Applied, the schema is what the migrations build, and so it is from an empty database on.
    expect(await shop.deploy()).toEqual([expect.stringMatching(/^\d{14}_purge_crm$/)]);
    expect(await shop.tables()).toEqual(['User']);
    expect(await shop.query(`SELECT 1 FROM pg_type WHERE typname = 'Stage'`)).toEqual([]);
    expect(await shop.migrate('nothing')).toBe('');

    await runRestoreScript(backup, shop.url);
    expect(await shop.query(`INSERT INTO crm_deals (title, "ownerId") VALUES ('c', 1) RETURNING id`)).toEqual(
      [{ id: 3 }],
    );
    expect(await shop.tables()).toEqual(everything);
  });

  it('is finished by a second call when it was killed before the lock knew', async () => {
    await retire();
    const retired = shop.read('components.lock.json');
    await purge('--confirm', 'crm');
    shop.write('components.lock.json', retired);
    const before = [Object.keys(shop.tree('prisma/migrations')), backups()];
    expect(await purge()).toMatchObject({
      exitCode: 0,
      purged: true,
      migration: expect.stringMatching(/_purge_crm$/),
    });
    expect(await purge()).toMatchObject({ exitCode: 0, purged: true });
    expect([Object.keys(shop.tree('prisma/migrations')), backups()]).toEqual(before);
    expect(shop.state('crm')).toBe('purged');
  });

  it('refuses while others stand on its tables, or the database is not what the migrations build', async () => {
    await retire();
    await shop.query(`CREATE TABLE other (deal int REFERENCES crm_deals (id), stage "Stage"[]);
      CREATE VIEW deals AS SELECT title FROM crm_deals;`);
    shop.write('prisma/migrations/20270101000000_pending/migration.sql', 'SELECT 1;\n');
    const refused = await purge('--confirm', 'crm');
    expect(refused.exitCode).toBe(1);
    expect(refused).toMatchObject({
      diagnostics: [
        {
          code: 'LIFECYCLE.DEPENDED_ON',
          message: 'In the database, column "stage" of other has type "Stage".',
        },
        {
          code: 'LIFECYCLE.DEPENDED_ON',
          message: 'In the database, foreign key "other_deal_fkey" of table other refers to table crm_deals.',
        },
        { code: 'LIFECYCLE.DEPENDED_ON', message: 'In the database, view deals reads table crm_deals.' },
        { code: 'LIFECYCLE.UNSETTLED', message: 'The database lacks "20270101000000_pending".' },
      ],
    });
    expect(shop.state('crm')).toBe('retired');
    expect(shop.has('.tessera/backups')).toBe(false);
  });

  it('purges nothing when there can be no backup, and nothing of it is left', async () => {
    await retire();
    shop.write('place', 'a file');
    const before = Object.keys(shop.tree('prisma/migrations'));
    expect(await purge('--confirm', 'crm', '--backup-dir', 'place')).toMatchObject({
      exitCode: 2,
      diagnostics: [{ code: 'LIFECYCLE.NO_BACKUP' }],
    });
    expect([Object.keys(shop.tree('prisma/migrations')), shop.state('crm')]).toEqual([before, 'retired']);
    expect(readFileSync(join(shop.dir, 'place'), 'utf8')).toBe('a file');
  });

  it('does not touch a database that is production', async () => {
    await retire();
    const { exitCode, stdout } = await shop.tesseraWith(
      { TESSERA_ENV: 'production' },
      'component',
      'purge',
      'crm',
      '--confirm',
      'crm',
      '--json',
    );
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      purged: false,
      diagnostics: [{ code: 'GUARD.PRODUCTION_ENVIRONMENT' }],
    });
  });
});
