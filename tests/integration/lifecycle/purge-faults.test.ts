import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FaultProxy, startFaultProxy } from '../../support/faults/fault-proxy.ts';
import { createLifecycleProject, crmAndUsers, type LifecycleProject } from './lifecycle-project.ts';

let shop: LifecycleProject;
let proxy: FaultProxy;
beforeEach(async () => {
  shop = createLifecycleProject(crmAndUsers);
  await shop.migrate('init');
  await shop.query(
    `INSERT INTO "User" DEFAULT VALUES; INSERT INTO crm_deals (title, "ownerId") VALUES ('one', 1)`,
  );
  await shop.tessera('component', 'retire', 'crm');
  proxy = await startFaultProxy(shop.url);
});
afterEach(async () => {
  await proxy.close();
  await shop.close();
});

const purge = async () =>
  (
    await shop.tesseraWith(
      { DATABASE_URL: proxy.url },
      'component',
      'purge',
      'crm',
      '--confirm',
      'crm',
      '--json',
    )
  ).exitCode;
const backups = (): string[] => {
  const folder = join(shop.dir, '.tessera/backups');
  return existsSync(folder) ? readdirSync(folder) : [];
};

// Every statement with every fault was tried by hand, two minutes; these are the moments in which files are written.
describe('a purge whose connection breaks', () => {
  it('leaves the component retired and no half of a backup, and ends when it is run again', async () => {
    const [before, retired] = [shop.migrations(), shop.read('components.lock.json')];
    proxy.arm();
    expect(await purge()).toBe(0);
    const statements = [...proxy.statements()];
    shop.write('components.lock.json', retired);
    for (const file of shop.migrations().filter((one) => !before.includes(one))) {
      shop.remove(`prisma/migrations/${dirname(file)}`);
    }
    shop.remove('.tessera/backups');
    for (const moment of ['COPY (SELECT', 'CREATE TEMP TABLE']) {
      const at = statements.findIndex((text) => text.startsWith(moment));
      expect(at).toBeGreaterThan(0);
      proxy.arm({ at, fault: 'lost-before' });
      expect(await purge()).toBe(2);
      expect([shop.state('crm'), shop.migrations(), backups()]).toEqual(['retired', before, []]);
    }
    proxy.arm();
    expect(await purge()).toBe(0);
    expect([shop.state('crm'), backups()]).toEqual(['purged', [expect.stringMatching(/-crm$/)]]);
  });
});
