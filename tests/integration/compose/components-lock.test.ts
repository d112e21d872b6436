import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { lockSchema } from '../../../build/pipeline/lock/lock-file.ts';
import { type PipelineOptions } from '../../../build/pipeline/pipeline.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const lock = 'components.lock.json';
let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    'src/components/crm/component.json': '{ "version": "1.2.0" }\n',
    'src/components/crm/prisma/schema.prisma':
      'model Deal {\n  id Int @id\n  state State\n\n  @@map("crm_deals")\n}\n\nenum State {\n  OPEN\n}\n',
    'src/components/crm/index.ts': 'export const crm = 1;\n',
    'src/components/users/prisma/schema.prisma': 'model User {\n  id Int @id\n}\n',
  });
});
afterEach(() => {
  project.dispose();
});

const entries = () => lockSchema.parse(JSON.parse(project.read(lock))).components;
const codes = async (options?: PipelineOptions) =>
  (await project.run(options)).diagnostics.map(({ code, severity }) => `${severity} ${code}`);
const migrate = (sql: string) => {
  project.write('prisma/migrations/20260101000000_first/migration.sql', sql);
};
const setState = (name: string, state: string) => {
  const value = z
    .looseObject({ components: z.record(z.string(), z.looseObject({})) })
    .parse(JSON.parse(project.read(lock)));
  project.write(
    lock,
    JSON.stringify({
      ...value,
      components: { ...value.components, [name]: { ...value.components[name], state } },
    }),
  );
};

describe('components.lock.json', () => {
  it('is written by the first run, and by no run after it until something changes', async () => {
    expect((await project.run()).changed).toContain(lock);
    expect(entries()).toMatchObject({
      crm: { state: 'enabled', version: '1.2.0', tables: ['crm_deals'], enums: ['State'] },
      users: { state: 'enabled', version: '0.0.0', tables: ['User'], enums: [] },
    });
    const before = project.read(lock);
    expect((await project.run()).changed).toEqual([]);
    project.write('src/components/crm/index.ts', 'export const crm = 2;\n');
    expect((await project.run({ check: true })).changed).toEqual([lock]);
    expect(project.read(lock)).toBe(before);
    expect((await project.run()).changed).toEqual([lock]);
    expect(project.read(lock)).not.toBe(before);
  });

  it('is the same for CRLF, and blind to tests and documents', async () => {
    await project.run();
    project.write('src/components/crm/index.ts', 'export const crm = 1;\r\n');
    project.write('src/components/crm/test/crm.test.ts', 'export {};\n');
    project.write('src/components/crm/crm.spec.ts', 'export {};\n');
    project.write('src/components/crm/README.md', '# crm\n');
    expect(await project.run({ lock: 'frozen' })).toMatchObject({ ok: true, changed: [] });
  });

  it('keeps the state somebody chose, and reports it', async () => {
    await project.run();
    setState('crm', 'disabled');
    project.write('src/components/crm/index.ts', 'export const crm = 2;\n');
    const report = await project.run();
    expect(report.states.get('crm')).toBe('disabled');
    expect(entries().crm?.state).toBe('disabled');
  });

  it('in watch mode is written when the entries change, not when a source is saved', async () => {
    await project.run({ lock: 'entries' });
    project.write('src/components/crm/index.ts', 'export const crm = 2;\n');
    expect((await project.run({ lock: 'entries' })).changed).toEqual([]);
    project.write('src/components/crm/component.json', '{ "version": "1.3.0" }\n');
    expect((await project.run({ lock: 'entries' })).changed).toContain(lock);
  });

  it('remembers what a deleted model had until a migration drops it', async () => {
    await project.run();
    migrate('CREATE TYPE "State" AS ENUM (\'OPEN\'); CREATE TABLE "crm_deals" ("id" INTEGER);');
    project.write('src/components/crm/prisma/schema.prisma', 'model Lead {\n  id Int @id\n}\n');
    await project.run();
    expect(entries().crm).toMatchObject({ tables: ['Lead', 'crm_deals'], enums: ['State'] });
    expect((await project.run()).changed).toEqual([]);
    project.write(
      'prisma/migrations/20260101000001_second/migration.sql',
      'DROP TABLE "crm_deals"; DROP TYPE "State";',
    );
    await project.run();
    expect(entries().crm).toMatchObject({ tables: ['Lead'], enums: [] });
  });

  it('is not made for a project without components', async () => {
    project.remove('src/components');
    expect((await project.run()).changed).not.toContain(lock);
  });
});

describe('a component whose folder is gone', () => {
  it('is an error when a migration made something of its own, and nothing is written', async () => {
    await project.run();
    migrate('CREATE TABLE "crm_deals" ("id" INTEGER);');
    const before = [project.read(lock), project.tree('prisma/schema')];
    project.remove('src/components/crm');
    const { diagnostics, ok } = await project.run();
    expect(ok).toBe(false);
    expect(diagnostics).toMatchObject([
      {
        code: 'COMPONENT.MISSING',
        component: 'crm',
        location: { file: lock, line: 4, column: 5, length: 5 },
      },
    ]);
    expect([project.read(lock), project.tree('prisma/schema')]).toEqual(before);
  });

  it('leaves the lock with a note when no migration ever mentioned it', async () => {
    await project.run();
    migrate('CREATE TABLE "User" ("id" INTEGER);');
    project.remove('src/components/crm');
    // The entry leaves the file: what stands at its line afterwards is another component.
    const [forgotten, ...others] = (await project.run()).diagnostics;
    expect(others).toEqual([]);
    expect(forgotten).toMatchObject({ severity: 'warning', code: 'COMPONENT.FORGOTTEN', component: 'crm' });
    expect(project.read(lock).split('\n')[(forgotten?.location?.line ?? 0) - 1]).toBe('  "components": {');
    expect(Object.keys(entries())).toEqual(['users']);
    expect(await codes()).toEqual([]);
  });

  it('stays in the lock while a migration cannot be read, which may have made its tables', async () => {
    await project.run();
    project.write('prisma/migrations/1_latin/migration.sql', Buffer.from('-- \xe9', 'latin1'));
    project.remove('src/components/crm');
    expect(await codes()).toEqual(['error COMPONENT.MISSING']);
    expect(Object.keys(entries())).toEqual(['crm', 'users']);
  });

  it('is no loss when another component has its tables now', async () => {
    await project.run();
    migrate('CREATE TYPE "State"; CREATE TABLE "crm_deals" ("id" INTEGER);');
    project.write(
      'src/components/sales/prisma/schema.prisma',
      project.read('src/components/crm/prisma/schema.prisma'),
    );
    project.remove('src/components/crm');
    expect(await codes()).toEqual(['warning COMPONENT.FORGOTTEN']);
    expect(Object.keys(entries())).toEqual(['sales', 'users']);
  });

  it('is fine once it is retired', async () => {
    await project.run();
    migrate('CREATE TABLE "crm_deals" ("id" INTEGER);');
    setState('crm', 'retired');
    project.remove('src/components/crm');
    expect(await codes()).toEqual([]);
    expect(entries().crm?.state).toBe('retired');
  });
});

describe('--frozen', () => {
  const frozen = { lock: 'frozen' } as const;

  it('composes when nothing differs', async () => {
    await project.run();
    project.remove('prisma/schema');
    expect(await project.run(frozen)).toMatchObject({ ok: true, diagnostics: [] });
    expect(existsSync(join(project.dir, 'prisma/schema/crm.prisma'))).toBe(true);
  });

  it.each<[string, () => void]>([
    [
      'no lock',
      () => {
        project.remove(lock);
      },
    ],
    [
      'other contents',
      () => {
        project.write('src/components/crm/index.ts', 'export const crm = 2;\n');
      },
    ],
    [
      'another version',
      () => {
        project.write('src/components/crm/component.json', '{ "version": "2.0.0" }');
      },
    ],
    [
      'a new component',
      () => {
        project.write('src/components/new/component.json', '{}');
      },
    ],
    [
      'one that is gone',
      () => {
        project.remove('src/components/users');
      },
    ],
  ])('refuses %s and writes nothing', async (_, change) => {
    await project.run();
    project.remove('prisma/schema');
    change();
    const before = existsSync(join(project.dir, lock)) ? project.read(lock) : undefined;
    expect(await codes(frozen)).toContain('error LOCK.OUTDATED');
    expect(existsSync(join(project.dir, 'prisma/schema'))).toBe(false);
    expect(existsSync(join(project.dir, lock)) ? project.read(lock) : undefined).toBe(before);
  });
});

describe('a lock somebody damaged', () => {
  it.each([
    ['is no JSON', '{ "lockVersion": 1,, }'],
    ['has an unknown key', '{ "lockVersion": 1, "components": {}, "more": 1 }'],
  ])('is an error when it %s', async (_, text) => {
    project.write(lock, text);
    expect(await codes()).toContain('error LOCK.INVALID');
    expect(project.read(lock)).toBe(text);
  });

  it.each(['', '||||||| base\n      "hash": "sha256-base",\n'])(
    'keeps both sides of a merge conflict',
    async (base) => {
      await project.run();
      const good = project.read(lock);
      const [before = '', after = ''] = good.split(/^ {6}"hash": .*\n/m, 2);
      const rest = good.slice(before.length).replace(/^.*\n/, '');
      const conflict = `<<<<<<< HEAD\n      "hash": "sha256-a",\n${base}=======\n      "hash": "sha256-b",\n>>>>>>> other\n`;
      expect(after).not.toBe('');
      project.write(lock, `${before}${conflict}${rest}`);
      expect(await codes({ lock: 'frozen' })).toEqual(expect.arrayContaining(['error LOCK.OUTDATED']));
      expect(await codes()).toEqual(['warning LOCK.CONFLICT']);
      expect(project.read(lock)).toBe(good);
    },
  );

  it('drops no component that only one side has', async () => {
    await project.run();
    migrate('CREATE TABLE "a_only" (); CREATE TABLE "b_only" ();');
    const one = (name: string) =>
      `    "${name}": { "state": "retired", "version": "1.0.0", "hash": "sha256-x", "tables": ["${name}_only"], "enums": [] }\n`;
    project.write(
      lock,
      `{\n  "lockVersion": 1,\n  "components": {\n<<<<<<< HEAD\n${one('a')}=======\n${one('b')}>>>>>>> other\n  }\n}\n`,
    );
    expect(await codes()).toEqual(['warning LOCK.CONFLICT']);
    expect(Object.keys(entries())).toEqual(['a', 'b', 'crm', 'users']);
  });
});

describe('a name that a component has had for long', () => {
  const user = (more = '') => `model User {\n  id    Int    @id\n  email String\n${more}}\n`;
  const problems = async () =>
    (await project.run()).diagnostics.map(({ code, component, hint, related = [] }) => ({
      code,
      component,
      hint,
      related: related.map(({ message }) => message),
    }));
  const newcomer = {
    code: 'SCHEMA.DUPLICATE_NAME',
    component: 'accounts',
    hint: expect.stringMatching(/^Rename the newcomer: write model AccountsUser .* in component "accounts"/),
    related: ['model "User" of component "users", which had it first'],
  };
  const older = { ...newcomer, component: 'zoo', hint: expect.stringContaining('model ZooUser') };

  it('stays with it: the newcomer is the one to rename, wherever it stands in the alphabet', async () => {
    await project.run();
    project.write('src/components/zoo/prisma/schema.prisma', user());
    expect(await problems()).toEqual([older]);
    project.remove('src/components/zoo');
    project.write('src/components/accounts/prisma/schema.prisma', user());
    expect(await problems()).toEqual([newcomer]);
  });

  it('stays with it by the records of the migrations, when the lock says nothing', async () => {
    project.write('src/components/accounts/prisma/schema.prisma', user());
    expect(await problems()).toMatchObject([{ hint: expect.stringMatching(/^Rename one of them/) }]);
    migrate('CREATE TABLE "User" (id INT PRIMARY KEY);');
    const statements = [{ line: 1, owner: 'users', changes: ['create table User'], refers: [] }];
    const record = { recordVersion: 1, checksum: '', after: null, components: {}, statements };
    project.write('prisma/migrations/20260101000000_first/migration.owners.json', JSON.stringify(record));
    expect(await problems()).toEqual([newcomer]);
  });

  it('makes the other one change, too, when it is a table or differs in case only', async () => {
    project.write(
      'src/components/users/prisma/schema.prisma',
      `${user('  @@map("people")\n')}model Seat {\n  id Int @id\n}\n`,
    );
    await project.run();
    project.write(
      'src/components/accounts/prisma/schema.prisma',
      'model Person {\n  id Int @id\n  @@map("people")\n}\nmodel seat {\n  id Int @id\n}\n',
    );
    expect(await problems()).toMatchObject([
      {
        code: 'SCHEMA.DUPLICATE_TABLE',
        component: 'accounts',
        hint: expect.stringContaining('@@map("accounts_people")'),
      },
      {
        code: 'SCHEMA.CLIENT_NAME_CLASH',
        component: 'accounts',
        hint: expect.stringContaining('AccountsSeat'),
      },
    ]);
  });

  it('is reported with the names of tables and indexes that both wrote out themselves', async () => {
    const more = '  @@index([email], map: "by_email")\n  @@unique([email])\n  @@map("people")\n';
    project.write('src/components/users/prisma/schema.prisma', user(more));
    project.write('src/components/accounts/prisma/schema.prisma', user(more));
    expect((await problems()).map(({ code }) => code)).toEqual([
      'SCHEMA.DUPLICATE_NAME',
      'SCHEMA.DUPLICATE_CONSTRAINT',
      'SCHEMA.DUPLICATE_TABLE',
    ]);
  });
});
