import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ComponentState, type LockEntries, lockSchema } from '../../../build/pipeline/lock/lock-file.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const lock = 'components.lock.json';
const registry = 'src/generated/components.ts';
let project: TempProject;
beforeEach(async () => {
  const module = (name: string) =>
    `import { Module } from '@nestjs/common';\n\n@Module({})\nexport class ${name}Module {}\n`;
  project = createTempProject({
    'src/components/crm/crm.module.ts': module('Crm'),
    'src/components/crm/component.json': '{ "version": "1.2.0", "requires": { "users": "*" } }\n',
    'src/components/crm/prisma/schema.prisma':
      'model Deal {\n  id Int @id\n  owners User[]\n  kind Kind\n}\n\nenum Kind {\n  A\n}\n',
    'src/components/users/users.module.ts': module('Users'),
    'src/components/users/prisma/schema.prisma': 'model User {\n  id Int @id\n}\n',
  });
  await project.run();
});
afterEach(() => {
  project.dispose();
});

const entries = () => lockSchema.parse(JSON.parse(project.read(lock))).components;
const to =
  (name: string, state: ComponentState) =>
  (known: LockEntries): LockEntries => {
    const entry = known.get(name);
    return entry ? new Map([...known, [name, { ...entry, state }]]) : known;
  };
const problems = async () =>
  (await project.run()).diagnostics.map(({ code, component }) => `${code} ${String(component)}`);

describe('the lock', () => {
  it('remembers the tables behind many-to-many relations, with whoever wrote the relation', () => {
    expect(entries()).toMatchObject({
      crm: { tables: ['Deal', '_DealToUser'], enums: ['Kind'] },
      users: { tables: ['User'] },
    });
  });

  it('names the schema of what is outside the default one', async () => {
    project.write(
      'src/components/crm/prisma/schema.prisma',
      'model Deal {\n  id Int @id\n  kind Kind\n\n  @@map("deals")\n  @@schema("crm")\n}\n\nenum Kind {\n  A\n\n  @@schema("crm")\n}\n',
    );
    project.write('src/components/crm/component.json', '{}');
    await project.run();
    expect(entries()).toMatchObject({ crm: { tables: ['crm.deals'], enums: ['crm.Kind'] } });
  });
});

describe('a disabled component', () => {
  it('is in the schema and in the registry, without its module', async () => {
    const before = project.tree('prisma/schema');
    const report = await project.run({ edit: to('crm', 'disabled') });
    expect(report).toMatchObject({ ok: true, changed: [registry, lock] });
    expect(project.tree('prisma/schema')).toEqual(before);
    const [line] = /\{ name: "crm".*/.exec(project.read(registry)) ?? [];
    expect(line).toContain('models: ["Deal"], module: undefined, state: "disabled" }');
    expect(project.read(registry)).not.toContain('CrmModule');
    expect(await project.run()).toMatchObject({ changed: [], diagnostics: [] });
  });

  it('cannot be one that an enabled component requires', async () => {
    const before = [project.read(lock), project.read(registry)];
    const { diagnostics, changed } = await project.run({ edit: to('users', 'disabled') });
    expect(diagnostics).toMatchObject([
      {
        code: 'COMPONENT.DISABLED_DEPENDENCY',
        component: 'crm',
        location: { file: 'src/components/crm/component.json', line: 1, column: 37 },
      },
    ]);
    expect(changed).toEqual([]);
    expect([project.read(lock), project.read(registry)]).toEqual(before);
    await project.run({ edit: to('crm', 'disabled') });
    expect(await project.run({ edit: to('users', 'disabled') })).toMatchObject({ ok: true, diagnostics: [] });
  });
});

describe('a retired component', () => {
  it('is not in the schema, folder or no folder, and keeps its entry', async () => {
    const entry = entries().crm;
    const report = await project.run({ edit: to('crm', 'retired') });
    expect(report).toMatchObject({ ok: true, removed: ['prisma/schema/crm.prisma'] });
    expect(project.read('prisma/schema/users.prisma')).not.toContain('Deal');
    expect(project.read(registry)).toContain(
      '{ name: "crm", version: "1.2.0", path: "", requires: [], optional: false, models: [], module: undefined, state: "retired" }',
    );
    project.write('src/components/crm/prisma/schema.prisma', 'model Other {\n');
    expect(await problems()).toEqual([]);
    project.remove('src/components/crm');
    expect(await problems()).toEqual([]);
    expect(entries().crm).toEqual({ ...entry, state: 'retired' });
  });

  it('cannot be one that another requires', async () => {
    const { diagnostics } = await project.run({ edit: to('users', 'retired') });
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'COMPONENT.MISSING_DEPENDENCY',
        message: 'Component "crm" requires "users", which is retired.',
      }),
    );
  });

  it('keeps its tables from every other component', async () => {
    await project.run({ edit: to('crm', 'retired') });
    project.remove('src/components/crm');
    project.write(
      'src/components/sales/prisma/schema.prisma',
      'model Sale {\n  id Int @id\n\n  @@map("Deal")\n}\n',
    );
    const { diagnostics, ok } = await project.run();
    expect(ok).toBe(false);
    expect(diagnostics).toMatchObject([
      {
        code: 'COMPONENT.RETIRED_NAME',
        component: 'sales',
        location: { file: 'src/components/sales/prisma/schema.prisma', line: 4, column: 10, length: 4 },
      },
    ]);
  });

  it('is as it was after it was enabled again', async () => {
    const before = [project.read(lock), project.read(registry), project.tree('prisma/schema')];
    await project.run({ edit: to('crm', 'retired') });
    await project.run({ edit: to('crm', 'enabled') });
    expect([project.read(lock), project.read(registry), project.tree('prisma/schema')]).toEqual(before);
  });
});

describe('a purged component', () => {
  it('is not in the application, and its names are free', async () => {
    await project.run({ edit: to('crm', 'purged') });
    expect(project.has('prisma/schema/crm.prisma')).toBe(false);
    expect(project.read(registry)).not.toContain('"crm"');
    project.write('src/components/sales/prisma/schema.prisma', 'model Deal {\n  id Int @id\n}\n');
    expect(await problems()).toEqual([]);
    project.remove('src/components/crm');
    expect(await problems()).toEqual([]);
    expect(entries().crm?.state).toBe('purged');
  });
});
