import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const model = (name: string) => `model ${name} {\n  id Int @id\n}\n`;

let project: TempProject;
beforeEach(() => {
  project = createTempProject({ 'src/components/good/prisma/schema.prisma': model('Good') });
});
afterEach(() => {
  project.dispose();
});

async function problems() {
  const { diagnostics } = await project.run();
  return diagnostics.map(({ code, location, hint }) => ({ code, file: location?.file, hint }));
}

describe('folder names', () => {
  it.each([
    ['Print Jobs', 'Rename the folder to "print-jobs".'],
    ['printJobs', 'Rename the folder to "print-jobs".'],
    ['a.b', 'Rename the folder to "a-b".'],
    ['größe', 'Rename the folder to "grosse".'],
    ['übung', 'Rename the folder to "ubung".'],
    ['名前', 'Rename the folder.'],
    ['a--b', 'Rename the folder to "a-b".'],
    ['1st', 'Rename the folder to "st".'],
    ['main', 'Choose another name.'],
    ['con', 'Choose another name.'],
    ['a\nb', 'Rename the folder to "a-b".'],
  ])('refuses %j', async (name, hint) => {
    project.write(`src/components/${name}/prisma/schema.prisma`, model('Other'));
    expect(await problems()).toEqual([
      { code: 'COMPONENT.INVALID_NAME', file: `src/components/${name}`, hint },
    ]);
  });

  it('names both of two folders that differ in case only', async () => {
    project.write('src/components/Good/prisma/schema.prisma', model('Other'));
    const { diagnostics } = await project.run();
    expect(diagnostics).toMatchObject([
      {
        code: 'COMPONENT.INVALID_NAME',
        location: { file: 'src/components/Good' },
        related: [{ component: 'good', file: 'src/components/good' }],
      },
    ]);
  });

  it('blames nobody else for a folder with a wrong name or a file that cannot be read', async () => {
    const relation =
      'model Deal {\n  id Int @id\n  other Other @relation(fields: [id], references: [id])\n}\n';
    project.write(
      'src/components/Bad/prisma/schema.prisma',
      `${model('Other').slice(0, -2)}  deal Deal?\n}\n`,
    );
    project.write('src/components/good/prisma/deal.prisma', relation);
    project.write('src/components/good/component.json', '{ "requires": { "Bad": "*", "odd": "^1.0.0" } }');
    project.write('src/components/odd/component.json', '{ "version": "x" }');
    project.write('src/components/good/prisma/odd.prisma', 'model Even {\n  id Int @id\n  odd Odd[]\n}\n');
    project.write(
      'src/components/odd/prisma/a.prisma',
      Buffer.from(
        'model Odd {\n  id Int @id // \xff\n  even Even @relation(fields: [id], references: [id])\n}\n',
        'latin1',
      ),
    );
    expect((await problems()).map(({ code, file }) => `${code} ${file ?? ''}`)).toEqual([
      'COMPONENT.INVALID_NAME src/components/Bad',
      'MANIFEST.INVALID src/components/good/component.json',
      'MANIFEST.INVALID src/components/odd/component.json',
      'SCHEMA.ENCODING src/components/odd/prisma/a.prisma',
    ]);
  });

  it('leaves stray files and hidden folders alone', async () => {
    project.write('src/components/index.ts', '');
    project.write('src/components/.cache/x/prisma/schema.prisma', 'nonsense');
    project.write('src/components/good/prisma/notes.txt', 'nonsense');
    expect(await problems()).toEqual([]);
  });

  it('takes an empty prisma folder and an empty schema, and warns of a folder that is nothing', async () => {
    project.write('src/components/a/prisma/.gitkeep', '');
    project.write('src/components/a/component.json', '{}');
    project.write('src/components/b/prisma/schema.prisma', '');
    project.write('src/components/c/notes.txt', '');
    const report = await project.run();
    expect(report).toMatchObject({
      ok: true,
      diagnostics: [{ code: 'COMPONENT.EMPTY', severity: 'warning' }],
    });
    expect(report.components.map(({ name }) => name)).toEqual(['a', 'b', 'good']);
  });

  it('warns of a schema file in a folder below prisma', async () => {
    project.write('src/components/good/prisma/models/deal.prisma', model('Deal'));
    project.write('src/components/good/prisma/migrations/1/migration.sql', '');
    expect(await problems()).toMatchObject([
      { code: 'COMPONENT.NESTED_SCHEMA', file: 'src/components/good/prisma/models/deal.prisma' },
    ]);
  });

  it('refuses a schema beside the module, which would take its tables out of the next migration', async () => {
    project.write('src/components/crm/crm.module.ts', 'export {};\n');
    project.write('src/components/crm/schema.prisma', model('Deal'));
    project.write('src/components/lone/deal.prisma', model('Lone'));
    project.write('src/components/crm/test/fixture.prisma', 'a test may have what it likes');
    const found = await problems();
    expect(found.filter(({ code }) => code !== 'COMPONENT.NO_MODULE_EXPORT')).toEqual([
      {
        code: 'COMPONENT.MISPLACED_SCHEMA',
        file: 'src/components/crm/schema.prisma',
        hint: 'Move it to prisma/schema.prisma.',
      },
      {
        code: 'COMPONENT.MISPLACED_SCHEMA',
        file: 'src/components/lone/deal.prisma',
        hint: 'Move it to prisma/deal.prisma.',
      },
    ]);
    for (const command of ['compose', 'check']) {
      const { exitCode, stderr, stdout } = await tessera(project.dir, [command]);
      expect(exitCode).toBe(1);
      expect(stdout + stderr).toContain('src/components/crm/schema.prisma:1:1');
    }
  });

  it('says what is a file and should be a folder, and the other way round', async () => {
    project.write('src/components/a/prisma', 'a file');
    project.write('src/components/b/component.json/x', '');
    project.write('src/components/c/prisma/schema.prisma/x', '');
    project.write('src/components/d/d.module.ts/x', '');
    expect(await problems()).toMatchObject([
      { code: 'COMPONENT.NOT_A_FOLDER', file: 'src/components/a/prisma' },
      { code: 'COMPONENT.NOT_A_FILE', file: 'src/components/b/component.json' },
      { code: 'COMPONENT.NOT_A_FILE', file: 'src/components/c/prisma/schema.prisma' },
      { code: 'COMPONENT.NOT_A_FILE', file: 'src/components/d/d.module.ts' },
    ]);
  });

  it('says that the components folder is a file', async () => {
    project.remove('src/components');
    project.write('src/components', '');
    expect(await problems()).toMatchObject([{ code: 'COMPONENT.NOT_A_FOLDER', file: 'src/components' }]);
  });
});

describe('symbolic links', () => {
  const link = (target: string, path: string) => {
    symlinkSync(target, join(project.dir, path));
  };

  it('follows links inside the project', async () => {
    project.write('packages/shared/prisma/schema.prisma', model('Shared'));
    project.write('packages/shared/shared.module.ts', '');
    project.write('packages/parts/schema.prisma', model('Part'));
    project.write('packages/single.prisma', model('Single'));
    link('../../packages/shared', 'src/components/shared');
    project.write('src/components/parts/component.json', '{}');
    link('../../../packages/parts', 'src/components/parts/prisma');
    link('../../../../packages/single.prisma', 'src/components/good/prisma/single.prisma');
    project.write(
      'packages/shared/shared.module.ts',
      `import { Module } from '@nestjs/common';\n@Module({})\nexport class SharedModule {}\n`,
    );

    const report = await project.run();
    expect(report.diagnostics).toEqual([]);
    expect(Object.keys(project.tree('prisma/schema'))).toEqual([
      'good.prisma',
      'main.prisma',
      'parts.prisma',
      'shared.prisma',
    ]);
    expect(project.read('prisma/schema/good.prisma')).toContain('model Single');
    expect(project.read('src/generated/components.ts')).toContain('"../components/shared/shared.module.ts"');
  });

  it('refuses links out of the project, in circles and to nowhere, one by one', async () => {
    const outside = createTempProject({ 'prisma/schema.prisma': model('Outside') });
    link(outside.dir, 'src/components/out');
    link(join(outside.dir, 'prisma/schema.prisma'), 'src/components/good/prisma/out.prisma');
    link('.', 'src/components/self');
    link('../..', 'src/components/up');
    link('loop-b', 'src/components/loop-a');
    link('loop-a', 'src/components/loop-b');
    link('missing', 'src/components/nowhere');
    link(tmpdir(), 'src/components/tmp');

    const { diagnostics } = await project.run();
    outside.dispose();
    expect(diagnostics.map(({ code, location, message }) => [code, location?.file, message])).toEqual([
      ['COMPONENT.BAD_LINK', 'src/components/good/prisma/out.prisma', 'The link leads out of the project.'],
      ['COMPONENT.BAD_LINK', 'src/components/loop-a', 'The link leads back to itself.'],
      ['COMPONENT.BAD_LINK', 'src/components/loop-b', 'The link leads back to itself.'],
      ['COMPONENT.BAD_LINK', 'src/components/nowhere', 'The link points to something that does not exist.'],
      ['COMPONENT.BAD_LINK', 'src/components/out', 'The link leads out of the project.'],
      ['COMPONENT.BAD_LINK', 'src/components/self', 'The link leads back to itself.'],
      ['COMPONENT.BAD_LINK', 'src/components/tmp', 'The link leads back to itself.'],
      ['COMPONENT.BAD_LINK', 'src/components/up', 'The link leads back to itself.'],
    ]);
  });

  it('refuses them however deep they are, also as the components folder itself', async () => {
    const outside = createTempProject({ 'secret.ts': 'TOPSECRET', 'components/a/component.json': '{}' });
    try {
      project.write('src/components/good/lib/deep/a.ts', '');
      project.write('packages/shared/a.ts', '');
      link(join(outside.dir, 'secret.ts'), 'src/components/good/lib/deep/secret.ts');
      link(outside.dir, 'src/components/good/lib/all');
      link('../../../../packages/shared', 'src/components/good/lib/shared');
      link(join(outside.dir, 'secret.ts'), 'packages/shared/secret.txt');
      expect(await problems()).toMatchObject([
        { code: 'COMPONENT.BAD_LINK', file: 'src/components/good/lib/all' },
        { code: 'COMPONENT.BAD_LINK', file: 'src/components/good/lib/deep/secret.ts' },
        { code: 'COMPONENT.BAD_LINK', file: 'src/components/good/lib/shared/secret.txt' },
      ]);
      project.remove('src/components');
      link(join(outside.dir, 'components'), 'src/components');
      expect(await problems()).toMatchObject([{ code: 'COMPONENT.BAD_LINK', file: 'src/components' }]);
      const made = await tessera(project.dir, ['component', 'new', 'notes']);
      expect(made).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('COMPONENT.BAD_LINK') });
      expect(Object.keys(outside.tree('components'))).toEqual(['a/component.json']);
    } finally {
      outside.dispose();
    }
  });

  it('prints no line of what a link leads to', async () => {
    const outside = createTempProject({ 'secret.prisma': 'TOPSECRET' });
    project.write('.env', 'TOPSECRET=1\n');
    link(join(outside.dir, 'secret.prisma'), 'src/components/good/prisma/out.prisma');
    link('../../../../.env', 'src/components/good/prisma/env.prisma');
    const { stderr } = await tessera(project.dir, ['compose']);
    outside.dispose();
    expect(stderr).toContain('src/components/good/prisma/out.prisma:1:1');
    expect(stderr).toContain('src/components/good/prisma/env.prisma:1:1');
    expect(stderr).not.toContain('TOPSECRET');
  });
});

describe('what is neither a file nor a folder', () => {
  const makePipe = (path: string): void => {
    mkdirSync(dirname(join(project.dir, path)), { recursive: true });
    execFileSync('mkfifo', [join(project.dir, path)]);
  };

  it('is refused wherever it is in a component, and nothing waits for a writer', async () => {
    const inComponent = ['component.json', 'good.module.ts', 'lib/a.ts', 'prisma/a.prisma', 'test/notes.txt'];
    for (const file of inComponent) makePipe(`src/components/good/${file}`);
    makePipe('pipe');
    symlinkSync('../../../../pipe', join(project.dir, 'src/components/good/prisma/linked.prisma'));
    const { exitCode, stderr } = await tessera(project.dir, ['compose']);
    expect(exitCode).toBe(1);
    for (const file of [...inComponent, 'prisma/linked.prisma']) {
      expect(stderr).toContain(`"src/components/good/${file}" is a named pipe, a socket or a device`);
    }
    expect(stderr.match(/^error /gm)).toHaveLength(6);
  });

  it.each(['prisma/schema/good.prisma', 'components.lock.json', 'tessera.config.json'])(
    'is named in the place of %s',
    async (file) => {
      makePipe(file);
      const { exitCode, stderr } = await tessera(project.dir, ['compose', '--check']);
      expect(exitCode).toBeGreaterThan(0);
      expect(stderr).toContain(file);
      expect(stderr).toContain('is a named pipe');
    },
  );
});

describe('component.json', () => {
  it('says where it is nested too deep to be parsed', async () => {
    project.write(
      'src/components/good/component.json',
      `{\n  "x": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`,
    );
    project.write('src/components/fine/component.json', '{ "description": "[[[[{{{{" }');
    expect(await project.run()).toMatchObject({
      diagnostics: [
        {
          code: 'MANIFEST.INVALID',
          message: 'Values are nested more than 100 deep here.',
          location: { file: 'src/components/good/component.json', line: 2, column: 107 },
        },
      ],
    });
    const { stderr } = await tessera(project.dir, ['compose']);
    expect(stderr.length).toBeLessThan(2_000);
  });
});
