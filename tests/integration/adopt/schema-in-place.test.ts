import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { createExistingShop, type ExistingShop, settings, shop } from './existing-shop.ts';
import { copyFixture, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const withSettings = (more: object): string => `${JSON.stringify({ ...settings, ...more }, null, 2)}\n`;

describe('a component whose schema stays in its application', () => {
  let project: ExistingShop;
  beforeAll(async () => {
    project = await createExistingShop();
    project.write('tessera.config.json', withSettings({}));
  });
  afterAll(async () => {
    await project.end();
  });

  it('is composed without the blocks of the application, into folders of ours', async () => {
    const before = project.own();
    expect(await project.json('compose')).toMatchObject({
      exitCode: 0,
      components: [{ name: 'app', path: 'prisma/schema.prisma', models: 5, enums: 2 }],
      changed: [
        '.tessera/schema/app.prisma',
        '.tessera/schema/main.prisma',
        '.tessera/generated/components.ts',
        'components.lock.json',
      ],
    });
    const composed = project.read('.tessera/schema/app.prisma');
    expect(composed).not.toMatch(/generator|datasource|dbml/);
    expect(composed).toContain('/// Who may buy.\nmodel User {');
    expect(project.own()).toEqual(before);
  });

  it('has its history recorded, checked, planned, reversed and rolled back, with the URL of its own variable', async () => {
    const before = project.own();
    await applyMigrations({ url: project.url }, join(project.dir, 'prisma/migrations'));
    const { recorded } = await project.json('migrate record');
    expect(recorded).toEqual([
      'prisma/migrations/20240101120000_init/migration.owners.json',
      'prisma/migrations/20240301090000_search_and_views/migration.owners.json',
    ]);
    expect(await project.json('migrate check')).toMatchObject({
      exitCode: 0,
      migrations: 2,
      diagnostics: [],
    });
    expect(await project.json('migrate plan')).toMatchObject({
      exitCode: 0,
      database: { reachable: true },
      pending: [],
      components: [],
    });
    expect(await project.json('migrate down')).toMatchObject({
      exitCode: 0,
      downs: [{ ok: true }, { ok: true }],
    });
    expect(await project.json('migrate rollback --yes')).toMatchObject({
      exitCode: 0,
      rolledBack: ['20240301090000_search_and_views'],
    });
    expect(await project.sql(`SELECT to_regclass('open_invoices') AS view`)).toEqual([{ view: null }]);
    expect(project.own()).toEqual(before);
  });

  it('has its mistakes shown in its own file, with Windows line ends as with others', async () => {
    const schema = project.read('prisma/schema.prisma');
    const broken = schema.replace('title    String', 'title    Strng');
    try {
      for (const text of [broken, broken.replaceAll('\n', '\r\n')]) {
        project.write('prisma/schema.prisma', text);
        expect(await project.json('check')).toMatchObject({
          exitCode: 1,
          diagnostics: expect.arrayContaining([
            expect.objectContaining({
              code: 'SCHEMA.INVALID',
              location: { file: 'prisma/schema.prisma', line: 31, column: 12, length: 5 },
            }),
          ]),
        });
      }
    } finally {
      project.write('prisma/schema.prisma', schema);
    }
  });

  it('is no folder that could be packed or replaced', async () => {
    for (const command of ['component pack app', 'component upgrade app ../other']) {
      expect(await project.json(command)).toMatchObject({
        exitCode: 2,
        diagnostics: [
          {
            code: 'CALL.INVALID',
            message: expect.stringContaining('schema of an application, prisma/schema.prisma'),
          },
        ],
      });
    }
  });
});

describe('settings of a component whose schema stays', () => {
  let project: TempProject;
  afterEach(() => {
    project.dispose();
  });
  const check = async (more: object, change?: (made: TempProject) => void) => {
    project = copyFixture(shop);
    project.write('tessera.config.json', withSettings(more));
    change?.(project);
    const { exitCode, stdout } = await tessera(project.dir, ['compose', '--check', '--json']);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] };
    return { exitCode, diagnostics };
  };

  it('may name a folder, which is read however deep', async () => {
    project = copyFixture(shop);
    project.write('prisma/models/deep/note.prisma', 'model Note {\n  id Int @id\n}\n');
    project.write('tessera.config.json', withSettings({ components: [{ name: 'app', schema: 'prisma' }] }));
    const { stdout } = await tessera(project.dir, ['compose', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, components: [{ name: 'app', models: 6 }] });
  });

  it('are refused where there is no schema, at the setting', async () => {
    expect(await check({ components: [{ name: 'app', schema: 'prisma/schem.prisma' }] })).toMatchObject({
      exitCode: 1,
      diagnostics: [
        {
          code: 'COMPONENT.NO_SCHEMA',
          location: { file: 'tessera.config.json', line: 5, column: 17 },
        },
      ],
    });
  });

  it.each([
    [
      { components: [{ name: 'app', schema: 'prisma' }], schemaDir: 'prisma/schema' },
      'must not be inside the schema of component "app" ("prisma")',
    ],
    [{ components: [{ name: 'app', schema: '.tessera/schema' }] }, 'must not be inside schemaDir'],
    [
      { components: [...settings.components, { name: 'app', schema: 'other.prisma' }] },
      '"app" is named twice',
    ],
    [
      { components: [...settings.components, { name: 'two', schema: 'prisma' }] },
      'belongs to component "app" already',
    ],
    [{ components: [{ ...settings.components[0], requires: { crm: 'newest' } }] }, 'must be a version range'],
  ])('are refused where they contradict each other: %j', async (more, message) => {
    expect(await check(more)).toMatchObject({
      exitCode: 1,
      diagnostics: [{ code: 'CONFIG.INVALID', message: expect.stringContaining(message) }],
    });
  });

  it('are refused with the name of a folder, or with one that is none', async () => {
    const twin = (made: TempProject) => {
      made.write('src/components/app/prisma/schema.prisma', 'model Extra {\n  id Int @id\n}\n');
    };
    expect(await check({}, twin)).toMatchObject({
      diagnostics: [{ code: 'COMPONENT.NAME_CLASH', related: [{ file: 'src/components/app' }] }],
    });
    project.dispose();
    expect(await check({ components: [{ name: 'My App', schema: 'prisma/schema.prisma' }] })).toMatchObject({
      diagnostics: [{ code: 'COMPONENT.INVALID_NAME', hint: 'Change the name to "my-app".' }],
    });
  });

  it('are refused where the datasource of the application says something else', async () => {
    const change = (made: TempProject) => {
      const schema = made.read('prisma/schema.prisma');
      made.write(
        'prisma/schema.prisma',
        schema.replace('provider = "postgresql"', 'provider = "postgres"\n  relationMode = "prisma"'),
      );
    };
    expect(await check({}, change)).toMatchObject({
      exitCode: 1,
      diagnostics: [
        {
          code: 'SCHEMA.OTHER_DATASOURCE',
          message:
            'The datasource says relationMode "prisma", and the project is composed for "foreignKeys".',
          hint: 'Write into tessera.config.json: "relationMode": "prisma".',
          location: { file: 'prisma/schema.prisma', line: 12, column: 18 },
        },
      ],
    });
  });
});
