import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describePurge } from '../../../build/use-cases/lifecycle/purge/describe-purge.ts';
import { knownOf } from '../../../build/diagnostics/outcome.ts';
import { purgeComponent } from '../../../build/use-cases/lifecycle/purge/purge-component.ts';
import { carryOutUpgrade } from '../../../build/use-cases/lifecycle/upgrade/carry-out-upgrade.ts';
import { loadProject } from '../../../build/pipeline/project/load-project.ts';
import { serverUrl } from '../schema-engine/prisma-project.ts';
import { createRetiredCrm, type LifecycleProject } from './lifecycle-project.ts';

let shop: LifecycleProject;
beforeEach(async () => {
  shop = await createRetiredCrm();
});
afterEach(() => shop.close());

const users = 'src/components/users/prisma/schema.prisma';

describe('a purge that cannot be recorded in the lock', () => {
  it('says what was made and how to go on, and the next call only records it', async () => {
    const schema = shop.read(users);
    const outcome = await purgeComponent({
      name: 'crm',
      projectDir: shop.dir,
      env: { DATABASE_URL: shop.url, TEST_DATABASE_URL: serverUrl() },
      onPlan: () => undefined,
      // An author saves a mistake between the plan and the last step.
      confirm: () => {
        shop.write(users, `${schema}model {\n`);
        return Promise.resolve('crm');
      },
    });

    expect(outcome).toMatchObject({
      kind: 'partly',
      value: {
        component: 'crm',
        purged: false,
        backup: { rows: 1 },
        migration: expect.stringMatching(/_purge_crm$/),
      },
      left: [expect.stringContaining('tessera component purge crm'), expect.anything()],
      problems: [{ location: { file: users } }],
    });
    const lines = describePurge(outcome, shop.dir);
    expect(lines.filter((line) => !line.startsWith('  without tables.dump'))).toEqual([
      'crm is not purged yet',
      expect.stringMatching(/^ {2}backup of 1 row: \.tessera\/backups\//),
      `  migration: ${knownOf(outcome)?.migration ?? ''}`,
    ]);
    expect(shop.state('crm')).toBe('retired');

    shop.write(users, schema);
    const before = shop.migrations();
    const again = await shop.tessera('component', 'purge', 'crm');
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect(again.stdout).toContain('a purge that was interrupted is finished');
    expect([shop.state('crm'), shop.migrations()]).toEqual(['purged', before]);
  });
});

describe('an upgrade whose migration cannot be applied', () => {
  it('says that the new version is in place and what is left', async () => {
    const loaded = await loadProject(shop.dir);
    if (loaded.kind !== 'done') throw new Error(JSON.stringify(loaded));
    const place = 'src/components/users';
    shop.write('next/component.json', '{ "version": "1.1.0" }\n');
    shop.write('next/prisma/schema.prisma', shop.read(users));
    const outcome = await carryOutUpgrade({
      name: 'users',
      path: place,
      source: { kind: 'folder', folder: join(shop.dir, 'next') },
      fetched: undefined,
      config: loaded.value.config,
      plan: 'SELECT 1;\n',
      title: 'upgrade_users',
      url: 'postgresql://nobody@127.0.0.1:1/nothing',
      env: {},
    });
    expect(outcome).toMatchObject({
      kind: 'partly',
      value: { migration: expect.stringMatching(/_upgrade_users$/) },
      left: ['Apply the migrations: npx prisma migrate deploy.'],
      problems: [{ code: 'LIFECYCLE.NO_GO', message: expect.stringContaining('is in place') }],
    });
    expect(shop.read(`${place}/component.json`)).toContain('1.1.0');
  });
});

describe('a command whose database does not answer', () => {
  it('exits with 2 and the same diagnostic, and says that nothing was changed', async () => {
    shop.write('next/component.json', '{ "version": "1.1.0" }\n');
    shop.write('next/prisma/schema.prisma', shop.read(users));
    const sql = 'UPDATE "User" AS own SET "id" = batch."id" FROM batch WHERE own."id" = batch."id"';
    shop.write('prisma/backfills/names.ts', `export default { table: 'User', sql: '${sql}' };\n`);
    const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' };
    for (const args of [
      ['component', 'purge', 'crm', '--confirm', 'crm'],
      ['component', 'upgrade', 'users', 'next'],
      ['migrate', 'rollback', '--yes'],
      ['migrate', 'backfill'],
    ]) {
      const answer = await shop.tesseraWith(env, ...args, '--json');
      expect({ args, ...answer }).toMatchObject({ args, exitCode: 2, stderr: '' });
      const reason = "Can't reach database server at `127.0.0.1:1`";
      expect(JSON.parse(answer.stdout)).toMatchObject({
        ok: false,
        diagnostics: [{ code: 'MIGRATION.NO_SERVER', message: expect.stringContaining(reason) }],
      });
      const { stdout } = await shop.tesseraWith(env, ...args);
      expect(stdout).toMatch(/^([Nn]othing was changed\.?\n)?$/);
    }
  });
});
