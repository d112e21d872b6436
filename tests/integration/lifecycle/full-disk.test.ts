import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { runCommand } from '../../support/running-command.ts';
import { repository } from '../schema-engine/prisma-project.ts';
import { createLifecycleProject, crmAndUsers, type LifecycleProject } from './lifecycle-project.ts';

// A file system of a megabyte for one process and its children: only Linux has that, and some systems (containers, hardened
// ones) let nobody mount, not even in a namespace of his own. disk-faults.test.ts has every moment, on any system.
const mount = 'mount -t tmpfs -o size=1m tmpfs';
const mayMount = spawnSync('unshare', ['-rm', 'sh', '-c', `${mount} /mnt`]).status === 0;

/** Runs the command on a full disk, says what is there, makes place, and runs it again. */
const script = `
${mount} /mnt
cp -a . /mnt
cd /mnt
purge() { node "$TESSERA" component purge crm --confirm crm --json > /dev/null; echo "exit $?"; }
look() {
  grep -o '"state": "retired"\\|"state": "purged"' components.lock.json
  find prisma/migrations .tessera -name '*_purge_crm' -o -name '*-crm*'
}
cat /dev/zero > filler 2> /dev/null || true
purge
look
rm filler
purge
look
`;

let shop: LifecycleProject;
beforeEach(async () => {
  shop = createLifecycleProject(crmAndUsers);
  await shop.migrate('init');
  await shop.query(`INSERT INTO "User" DEFAULT VALUES;
    INSERT INTO crm_deals (title, "ownerId") SELECT repeat('x', 100), 1 FROM generate_series(1, 1000)`);
  await shop.tessera('component', 'retire', 'crm');
});
afterEach(() => shop.close());

(mayMount ? it : it.skip)(
  'a purge on a full disk leaves all as it was, and ends when there is place',
  async () => {
    const env = { DATABASE_URL: shop.url, TESSERA: join(repository, 'bin/tessera.js') };
    const { output } = await runCommand('unshare', ['-rm', 'sh', '-c', script], shop.dir, env).exited;
    expect(output.trim().split('\n')).toEqual([
      'exit 2',
      '"state": "retired"',
      'exit 0',
      '"state": "purged"',
      expect.stringMatching(/^prisma\/migrations\/\d{14}_purge_crm$/),
      expect.stringMatching(/^\.tessera\/backups\/\d{8}T\d{6}-crm$/),
    ]);
  },
);
