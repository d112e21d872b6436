import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { rehearseOnClone } from '../../../build/use-cases/lifecycle/upgrade/rehearse-on-clone.ts';
import {
  recoverComponentFolder,
  swapComponentFolder,
} from '../../../build/use-cases/lifecycle/upgrade/swap-component-folder.ts';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { closeSession, openSession } from '../../../build/postgres/connection/open-session.ts';
import { createOwnRole } from '../../support/own-role.ts';
import { createTempProject } from '../../support/temp-project.ts';
import { createLifecycleProject, crmAndUsers, type LifecycleProject } from './lifecycle-project.ts';

let shop: LifecycleProject;
afterEach(() => shop.close());

const make = async () => {
  shop = createLifecycleProject(crmAndUsers);
  await shop.migrate('init');
  await shop.query(`INSERT INTO "User" DEFAULT VALUES;
    INSERT INTO crm_deals (title, "ownerId") VALUES ('one', 1), ('two', 1); INSERT INTO "_watchers" VALUES (1, 1);`);
};

/** The verdict about one more migration, on the database of this URL. */
async function rehearse(url: string, sql: string, isLossAccepted = false) {
  const [before, after] = [join(shop.dir, 'prisma/migrations'), join(shop.dir, 'after')];
  cpSync(before, after, { recursive: true });
  shop.write('after/20300101000000_next/migration.sql', sql);
  const session = await openSession(parseConnectionUrl(url, shop.dir));
  try {
    return await rehearseOnClone({ url, session }, { before, after }, isLossAccepted);
  } finally {
    await closeSession(session);
    shop.remove('after');
  }
}

describe('a rehearsal on a copy of the database', () => {
  it('says what fails and what is lost there, and leaves neither copy nor trace', async () => {
    await make();
    const role = await createOwnRole(shop.url);
    const other = new pg.Client(shop.url);
    await other.connect();
    // Written, and not applied: the copy is what the database is, and not what it will be.
    shop.write(
      'prisma/migrations/20290101000000_later/migration.sql',
      'ALTER TABLE crm_deals ADD later TEXT;',
    );
    try {
      // With somebody connected PostgreSQL does not copy it: the rows are.
      expect(await rehearse(role.url, 'ALTER TABLE crm_deals ADD COLUMN note TEXT;')).toEqual({
        madeBy: 'rows',
        rows: 4,
        problems: [],
      });
    } finally {
      await other.end();
    }
    shop.remove('prisma/migrations/20290101000000_later');
    expect(
      (await rehearse(role.url, 'ALTER TABLE crm_deals ADD COLUMN note TEXT NOT NULL;')).problems,
    ).toMatchObject([{ code: 'LIFECYCLE.NO_GO', message: expect.stringContaining('contains null values') }]);
    const losing = 'DELETE FROM crm_deals WHERE id = 2; DROP TABLE "_watchers";';
    expect((await rehearse(role.url, losing)).problems.map(({ message }) => message)).toEqual([
      'Its migration leaves 0 of 1 rows of public._watchers.',
      'Its migration leaves 1 of 2 rows of public.crm_deals.',
    ]);
    expect((await rehearse(role.url, losing, true)).problems).toEqual([]);
    expect(await shop.query('SELECT count(*)::int AS rows FROM crm_deals')).toEqual([{ rows: 2 }]);
    expect(await shop.tables()).toEqual(['User', '_watchers', 'crm_deals']);
    expect(await role.databases()).toEqual([]);
    await role.drop();
  });
});

describe('tessera component upgrade', () => {
  it('is a no-go when the new version does not compose, and touches nothing', async () => {
    await make();
    const before = [
      shop.tree('src/components'),
      shop.tree('prisma/migrations'),
      shop.read('components.lock.json'),
    ];
    shop.write(
      'new/component.json',
      '{ "version": "2.0.0", "engines": { "tessera": "^99.0.0" }, "requires": { "users": "^2.0.0" } }',
    );
    shop.write('new/prisma/schema.prisma', 'model Deal {\n  id Int @id\n  owner User\n}\n');
    const { exitCode, stdout } = await shop.tessera('component', 'upgrade', 'crm', 'new', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      go: false,
      done: false,
      from: '1.2.0',
      to: '2.0.0',
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: 'COMPONENT.ENGINE' }),
        expect.objectContaining({ code: 'COMPONENT.VERSION_MISMATCH' }),
        expect.objectContaining({ code: 'SCHEMA.INVALID' }),
      ]),
    });
    expect([
      shop.tree('src/components'),
      shop.tree('prisma/migrations'),
      shop.read('components.lock.json'),
    ]).toEqual(before);
    // It composes, and PostgreSQL cannot read what its migration would be.
    shop.write(
      'new/component.json',
      '{ "version": "2.0.0", "requires": { "users": "^1.0.0" }, "permissions": { "deals.read": "See deals" } }',
    );
    const schema = shop.read('src/components/crm/prisma/schema.prisma');
    shop.write(
      'new/prisma/schema.prisma',
      `${schema}\nmodel Log {\n  id Int @id @default(dbgenerated("nextval("))\n}\n`,
    );
    const refused = await shop.tessera('component', 'upgrade', 'crm', 'new', '--json');
    expect(refused.exitCode).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      go: false,
      permissions: { added: [{ name: 'crm:deals.read', description: 'See deals' }], removed: [] },
      diagnostics: [{ code: 'MIGRATION.SQL_IN_SCHEMA', component: 'crm' }],
    });
    expect(shop.tree('prisma/migrations')).toEqual(before[1]);
    expect(await shop.tessera('component', 'upgrade', 'crm', 'nowhere')).toMatchObject({ exitCode: 2 });
    // Foreign files would come in, and a pipe would never end: nothing of the folder is copied.
    shop.write('secret.txt', 'TOPSECRET');
    shop.write('new/lib/here.ts', '');
    symlinkSync('../../secret.txt', join(shop.dir, 'new/lib/secret.txt'));
    symlinkSync('here.ts', join(shop.dir, 'new/lib/fine.ts'));
    symlinkSync('..', join(shop.dir, 'new/lib/up'));
    execFileSync('mkfifo', [join(shop.dir, 'new/.hidden')]);
    const unsafe = await shop.tessera('component', 'upgrade', 'crm', 'new');
    expect(unsafe.exitCode).toBe(1);
    expect(unsafe.stderr.match(/(?<=^error )\S+|(?<=--> )\S+/gm)).toEqual([
      'COMPONENT.NOT_A_FILE:',
      'new/.hidden:1:1',
      'COMPONENT.BAD_LINK:',
      'new/lib/secret.txt:1:1',
      'COMPONENT.BAD_LINK:',
      'new/lib/up:1:1',
    ]);
    expect(unsafe.stderr).not.toContain('TOPSECRET');
    expect(shop.tree('src/components')).toEqual(before[0]);
  });
});

describe('the folder of an upgraded component', () => {
  it('is the old or the new one whenever it is looked at after a crash', async () => {
    await make();
    const project = createTempProject({ 'crm/a': 'old', 'new/a': 'new', 'new/b': 'new' });
    try {
      const [folder, state] = [join(project.dir, 'crm'), join(project.dir, '.tessera/upgrade')];
      project.write('.tessera/upgrade/crm.next/a', 'half');
      renameSync(folder, join(state, 'crm.previous'));
      recoverComponentFolder(project.dir, 'crm', folder);
      expect(project.tree('crm')).toEqual({ a: 'old' });
      expect(existsSync(join(state, 'crm.next'))).toBe(false);
      swapComponentFolder(project.dir, 'crm', folder, join(project.dir, 'new'));
      expect(project.tree('crm')).toEqual({ a: 'new', b: 'new' });
      expect(() => {
        swapComponentFolder(project.dir, 'crm', folder, join(project.dir, 'nowhere'));
      }).toThrow();
      expect(project.tree('crm')).toEqual({ a: 'new', b: 'new' });
      expect(project.tree('.tessera/upgrade')).toEqual({});
    } finally {
      project.dispose();
    }
  });
});
