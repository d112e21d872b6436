import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLifecycleProject, crmAndUsers, type LifecycleProject } from './lifecycle-project.ts';

let shop: LifecycleProject;
beforeEach(() => {
  shop = createLifecycleProject(crmAndUsers);
});
afterEach(() => shop.close());

const call = async (...args: string[]) => {
  const { exitCode, stdout } = await shop.tessera('component', ...args, '--json');
  return { exitCode, ...(JSON.parse(stdout) as Record<string, unknown>) };
};

describe('tessera component disable and enable', () => {
  it('write the state and the registry, and say so again when there is nothing to do', async () => {
    expect(await call('disable', 'crm')).toMatchObject({
      exitCode: 0,
      from: 'enabled',
      to: 'disabled',
      tables: ['_watchers', 'crm_deals'],
      enums: ['Stage'],
      changed: expect.arrayContaining(['components.lock.json', 'src/generated/components.ts']),
    });
    expect(shop.state('crm')).toBe('disabled');
    expect(await call('disable', 'crm')).toMatchObject({ exitCode: 0, from: 'disabled', changed: [] });
    const listed = await shop.tessera('component', 'list');
    expect(listed.stdout).toMatch(/^crm +1\.2\.0 +disabled +/m);
    expect((await shop.tessera('component', 'enable', 'crm')).stdout).toMatch(
      /^crm: disabled -> enabled\n {2}it is mounted\n/,
    );
    expect(shop.state('crm')).toBe('enabled');
  });

  it('refuse what others require, with the place in their file, and change nothing', async () => {
    await shop.run();
    const before = shop.read('components.lock.json');
    const { exitCode, stdout, stderr } = await shop.tessera('component', 'disable', 'users');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'nothing was changed\n' });
    expect(stderr).toContain('Component "crm" requires "users", which is disabled.');
    expect(stderr).toContain('src/components/crm/component.json:1:');
    expect(shop.read('components.lock.json')).toBe(before);
  });

  it('refuse names nobody has, and a folder that is none', async () => {
    expect(await call('disable', 'crn')).toMatchObject({
      exitCode: 2,
      diagnostics: [{ code: 'CALL.UNKNOWN_COMPONENT', hint: 'Did you mean "crm"?' }],
    });
    expect(await call('disable', 'crm', '--project', 'nowhere')).toMatchObject({
      exitCode: 2,
      diagnostics: [{ code: 'CALL.NO_PROJECT' }],
    });
  });
});

describe('tessera component retire', () => {
  it('names everything others have of it, all at once', async () => {
    shop.write(
      'src/components/crm/order.ts',
      "import { users } from '../users/index.ts';\n\nexport { users };\n",
    );
    expect(await call('retire', 'users')).toMatchObject({
      exitCode: 1,
      ok: false,
      diagnostics: [
        { code: 'LIFECYCLE.IN_USE', location: { file: 'src/components/crm/component.json', line: 1 } },
        { message: 'Component "crm" imports index.ts of "users".' },
        { message: '"Deal.role" of component "crm" refers to enum "Role" of "users".' },
        { message: '"Deal.owner" of component "crm" refers to model "User" of "users".' },
        { message: '"Deal.watchers" of component "crm" refers to model "User" of "users".' },
      ],
    });
  });

  it('takes a component whose folder is gone already, and whose schema is broken', async () => {
    await shop.run();
    shop.write('prisma/migrations/20260101000000_init/migration.sql', 'CREATE TABLE "crm_deals" ();\n');
    const schema = 'src/components/crm/prisma/schema.prisma';
    shop.write(schema, 'model Deal {\n');
    expect(await call('retire', 'crm')).toMatchObject({ exitCode: 0, tables: ['_watchers', 'crm_deals'] });
    expect(await call('restore', 'crm')).toMatchObject({
      exitCode: 1,
      diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'SCHEMA.INVALID' })]),
    });
    shop.write(schema, crmAndUsers[schema] ?? '');
    expect(await call('restore', 'crm')).toMatchObject({ exitCode: 0, to: 'enabled' });
    shop.remove('src/components/crm');
    expect(await shop.tessera('compose')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('tessera component retire crm'),
    });
    expect(await call('retire', 'crm')).toMatchObject({ exitCode: 0, to: 'retired' });
    expect((await shop.tessera('compose')).exitCode).toBe(0);
  });

  it('comes back with a warning when the migrations cannot be replayed', async () => {
    await shop.run();
    await call('retire', 'crm');
    const migrations = 'prisma/migrations/20260101000000_init/migration.sql';
    shop.write(migrations, 'ALTER TABLE "missing" ADD "a" INT;\n');
    shop.write('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
    expect(await call('restore', 'crm')).toMatchObject({
      exitCode: 0,
      to: 'enabled',
      diagnostics: [
        {
          code: 'LIFECYCLE.NO_PLAN',
          severity: 'warning',
          message:
            'What the next migration would do cannot be said: migration "20260101000000_init" fails, ERROR: relation "missing" does not exist',
        },
      ],
    });
    expect(shop.state('crm')).toBe('enabled');
    shop.remove('prisma/migrations/migration_lock.toml');
    await call('retire', 'crm');
    expect(await call('restore', 'crm')).toMatchObject({
      diagnostics: [
        { code: 'LIFECYCLE.NO_PLAN', message: expect.stringMatching(/\(missing migration_lock\.toml\)\.$/) },
      ],
    });
  });

  it('cannot be enabled, disabled or restored without a folder', async () => {
    await call('retire', 'crm');
    shop.remove('src/components/crm');
    for (const command of ['enable', 'disable']) {
      expect(await call(command, 'crm')).toMatchObject({
        exitCode: 1,
        diagnostics: [{ code: 'LIFECYCLE.WRONG_STATE' }],
      });
    }
    expect(await call('restore', 'crm')).toMatchObject({
      exitCode: 1,
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: 'LIFECYCLE.NO_FOLDER', component: 'crm' }),
      ]),
    });
    expect(shop.state('crm')).toBe('retired');
  });
});
