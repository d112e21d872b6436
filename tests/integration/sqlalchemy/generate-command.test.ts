import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const shop = {
  'src/components/shop/prisma/schema.prisma':
    'model ShopOrder {\n  id   Int @id\n  user CrmUser @relation(fields: [userId], references: [id])\n  userId Int\n}\n',
  'src/components/shop/component.json': '{ "requires": { "crm": "*" } }',
  'src/components/crm/prisma/schema.prisma':
    'model CrmUser {\n  id     Int         @id @default(autoincrement())\n  kind   CrmKind\n  orders ShopOrder[]\n}\n\nenum CrmKind {\n  A\n}\n',
};

let project: TempProject;
beforeEach(() => {
  project = createTempProject(shop);
});
afterEach(() => {
  project.dispose();
});

const generate = (...args: string[]) => tessera(project.dir, ['generate', 'sqlalchemy', ...args]);
const check = (...args: string[]) => tessera(project.dir, ['check', '--sqlalchemy', ...args]);

it('writes the models of all components, and nothing when they are there', async () => {
  expect(await generate()).toEqual({
    exitCode: 0,
    stdout: 'wrote python/models.py (2 models)\n',
    stderr: '',
  });
  const text = project.read('python/models.py');
  expect(text).toContain('class ShopOrder(Base):');
  expect(text).toContain('user: Mapped["CrmUser"] = relationship(back_populates="orders")');
  expect((await generate()).stdout).toBe('up to date: python/models.py (2 models)\n');
  expect(project.read('python/models.py')).toBe(text);
  expect(readdirSync(join(project.dir, 'python'))).toEqual(['models.py']);
});

it('leaves models of other components out, but for the end of a foreign key', async () => {
  expect((await generate('--component', 'shop', '--out', 'bot/shop.py')).exitCode).toBe(0);
  const text = project.read('bot/shop.py');
  expect(text).toContain('# Components: shop\n');
  expect(text).toContain(
    'sa.Table("CrmUser", Base.metadata, sa.Column("id", sa.Integer), info={"is_stub": True})',
  );
  expect(text).not.toMatch(/class CrmUser|CrmKind|relationship/);
});

it('writes every file the configuration lists, also beside the project', async () => {
  const sqlalchemy = [
    { output: 'python/all.py' },
    { output: '../queue/models.py', components: ['crm'], style: '1.4' },
  ];
  const inner = createTempProject();
  try {
    for (const [file, text] of Object.entries(shop)) inner.write(`app/${file}`, text);
    inner.write('app/tessera.config.json', JSON.stringify({ sqlalchemy }));
    const answer = await tessera(inner.dir, ['generate', 'sqlalchemy', '--project', 'app', '--json']);
    expect(JSON.parse(answer.stdout)).toEqual({
      ok: true,
      files: [
        { path: 'python/all.py', models: 2, changed: true },
        { path: '../queue/models.py', models: 1, changed: true },
      ],
      diagnostics: [],
    });
    expect(inner.read('queue/models.py')).toContain('Base: Any = declarative_base()');
    expect((await tessera(inner.dir, ['check', '--sqlalchemy', '--project', 'app'])).exitCode).toBe(0);
  } finally {
    inner.dispose();
  }
});

it('finds in CI the line at which the models are not those of the schema', async () => {
  await generate();
  expect(await check()).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  const text = project.read('python/models.py');
  project.write('python/models.py', text.replaceAll('\n', '\r\n'));
  expect((await check()).exitCode).toBe(0);

  project.write('python/models.py', text.replace('"CrmUser"', '"CrmPerson"'));
  const line = text.slice(0, text.indexOf('"CrmUser"')).split('\n').length;
  const answer = await check('--json');
  expect(answer.exitCode).toBe(1);
  expect(JSON.parse(answer.stdout)).toMatchObject({
    ok: false,
    diagnostics: [
      { code: 'SQLALCHEMY.OUT_OF_DATE', location: { file: 'python/models.py', line, column: 1 } },
    ],
  });
  expect((await generate('--check', '--out', 'python/models.py')).stderr).toContain(
    `python/models.py:${line}:1`,
  );
});

it('takes models that were cut short or go on too long for others', async () => {
  await generate();
  const text = project.read('python/models.py');
  const lines = text.split('\n').length;
  for (const [changed, line] of [
    [`${text}more\n`, lines],
    [text.trimEnd(), lines - 1],
  ] as const) {
    project.write('python/models.py', changed);
    const answer = await check('--json');
    expect(JSON.parse(answer.stdout)).toMatchObject({ diagnostics: [{ location: { line } }] });
  }
});

it('asks in CI for models that were never written', async () => {
  const answer = await check();
  expect(answer.exitCode).toBe(1);
  expect(answer.stdout).toContain('SQLALCHEMY.OUT_OF_DATE: "python/models.py" does not exist.');
});

it('never replaces a file it has not written', async () => {
  project.write('python/models.py', '# mine\n');
  const answer = await generate();
  expect(answer.exitCode).toBe(1);
  expect(answer.stderr).toContain('OUTPUT.FOREIGN_FILE');
  expect((await check()).stdout).toContain('OUTPUT.FOREIGN_FILE');
  expect(project.read('python/models.py')).toBe('# mine\n');
});

it('leaves a folder where the file belongs, and says so', async () => {
  mkdirSync(join(project.dir, 'python/models.py'), { recursive: true });
  const answer = await generate();
  expect(answer.exitCode).toBe(1);
  expect(answer.stderr).toContain('OUTPUT.FOREIGN_FILE: "python/models.py"');
});

it('says what the machine does not let it do', async () => {
  project.write('python', 'a file');
  const answer = await generate();
  expect(answer.exitCode).toBe(2);
  expect(answer.stderr).toMatch(/cannot be read or written: a file is where a folder belongs/);
});

it('says which files are left when the disk refuses one after others were written', async () => {
  // A name that fits, and that of the file which is written beside it first does not.
  const long = `${'n'.repeat(250)}.py`;
  project.write(
    'tessera.config.json',
    JSON.stringify({ sqlalchemy: [{ output: 'a.py' }, { output: long }] }),
  );
  const answer = await generate('--json');
  expect(answer.exitCode).toBe(1);
  expect(JSON.parse(answer.stdout)).toMatchObject({
    ok: false,
    files: [{ path: 'a.py', changed: true }],
    left: [expect.stringContaining(`write ${long}`)],
    diagnostics: [{ code: 'ENVIRONMENT.FILE_SYSTEM' }],
  });
});

it('says which component there is not', async () => {
  const answer = await generate('--component', 'shp');
  expect(answer.exitCode).toBe(2);
  expect(answer.stderr).toContain('There is no component "shp" to write models of.');
  expect(answer.stderr).toContain('Did you mean "shop"?');
  project.write(
    'tessera.config.json',
    JSON.stringify({ sqlalchemy: [{ output: 'a.py', components: ['x'] }] }),
  );
  const configured = await check('--json');
  expect(configured.exitCode).toBe(1);
  expect(JSON.parse(configured.stdout)).toMatchObject({
    diagnostics: [{ code: 'SQLALCHEMY.UNKNOWN_COMPONENT', location: { file: 'tessera.config.json' } }],
  });
});

it('says what is wrong with the project instead, and leaves the models as they are', async () => {
  await generate();
  project.write('src/components/crm/prisma/schema.prisma', 'model CrmUser {');
  expect((await generate()).exitCode).toBe(1);
  expect((await check()).stdout).toContain('src/components/crm/prisma/schema.prisma:');
  expect(project.read('python/models.py')).toContain('class CrmUser(Base):');
});

it('refuses other databases than PostgreSQL', async () => {
  project.write('tessera.config.json', '{ "provider": "mysql" }');
  const answer = await generate();
  expect(answer.exitCode).toBe(1);
  expect(answer.stderr).toContain('SQLALCHEMY.UNSUPPORTED');
});
