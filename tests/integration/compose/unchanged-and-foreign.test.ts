import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCache } from '../../../build/pipeline/pipeline.ts';
import { filesFailingWith, watchedFiles } from '../../support/failing-files.ts';
import { describeComposition } from '../../../build/use-cases/compose/describe-composition.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const model = (name: string) => `model ${name} {\n  id Int @id\n}\n`;
let project: TempProject;
beforeEach(async () => {
  project = createTempProject();
  for (const name of ['a', 'b', 'c']) {
    project.write(`src/components/${name}/prisma/schema.prisma`, model(name.toUpperCase()));
  }
  expect(await project.run()).toMatchObject({ ok: true });
});
afterEach(() => {
  project.dispose();
});

const lock = 'components.lock.json';
const inode = (file: string) => {
  const { ino, mtimeMs } = statSync(join(project.dir, file));
  return { ino, mtimeMs };
};

describe('writing', () => {
  it('touches only what changed, one file or many', async () => {
    const [a, main] = [inode('prisma/schema/a.prisma'), inode('prisma/schema/main.prisma')];
    project.write('src/components/b/prisma/schema.prisma', `// a comment\n${model('B')}`);
    expect(await project.run()).toMatchObject({ changed: ['prisma/schema/b.prisma', lock], removed: [] });
    expect([inode('prisma/schema/a.prisma'), inode('prisma/schema/main.prisma')]).toEqual([a, main]);

    // Enough at once for the folder to be replaced as a whole.
    for (let index = 0; index < 40; index++) {
      project.write(`src/components/n${index}/prisma/schema.prisma`, model(`N${index}`));
    }
    expect((await project.run()).changed).toHaveLength(42);
    expect([inode('prisma/schema/a.prisma'), inode('prisma/schema/main.prisma')]).toEqual([a, main]);
  });

  it('removes what its component no longer has', async () => {
    project.remove('src/components/b');
    project.remove('src/components/c/prisma/schema.prisma');
    project.write('src/components/c/component.json', '{}');
    expect(await project.run()).toMatchObject({
      ok: true,
      changed: ['src/generated/components.ts', lock],
      removed: ['prisma/schema/b.prisma', 'prisma/schema/c.prisma'],
    });
  });

  it('changes nothing and asks for no write when nothing changed, and sees every change again', async () => {
    const cache = createCache();
    const generate = () => Promise.reject(new Error('not expected'));
    const files = watchedFiles((change, path) => {
      // The lock's folder is there already; making it again changes nothing.
      if (change !== 'makeFolder') throw new Error(`${change} ${path}`);
    });
    const check = true;
    expect(await project.run({ cache, check, files, generate })).toMatchObject({ changed: [], removed: [] });
    expect(await project.run({ cache, check, files, generate })).toMatchObject({ changed: [], removed: [] });

    project.write('src/components/b/prisma/schema.prisma', model('Changed'));
    expect(await project.run({ cache, check })).toMatchObject({
      changed: ['prisma/schema/b.prisma', 'src/generated/components.ts', lock],
    });
    project.write('src/components/b/prisma/schema.prisma', 'nonsense');
    expect(await project.run({ cache, check })).toMatchObject({ ok: false });
    project.write('src/components/b/prisma/schema.prisma', model('B'));
    expect(await project.run({ cache, check })).toMatchObject({ ok: true, changed: [] });
    project.write('prisma/schema/b.prisma', `${project.read('prisma/schema/b.prisma')}// edited by hand\n`);
    expect(await project.run({ cache, check })).toMatchObject({ changed: ['prisma/schema/b.prisma'] });
  });

  it('gives the same bytes from another folder', async () => {
    const other = createTempProject();
    for (const name of ['c', 'a', 'b']) {
      other.write(`src/components/${name}/prisma/schema.prisma`, model(name.toUpperCase()));
    }
    await other.run();
    const [mine, theirs] = [project, other].map((one) => [
      one.tree('prisma/schema'),
      one.tree('src/generated'),
    ]);
    other.dispose();
    expect(theirs).toEqual(mine);
  });
});

describe('files of others', () => {
  it.each([
    ['prisma/schema/extra.prisma', model('Extra')],
    ['prisma/schema/deep/extra.prisma', model('Extra')],
    ['prisma/schema/a.prisma', model('Hand')],
    ['prisma/schema/main.prisma', 'datasource db {\n  provider = "postgresql"\n}\n'],
    ['src/generated/components.ts', 'export const components = [];\n'],
  ])('%s is reported and stays', async (file, text) => {
    project.write(file, text);
    project.write('src/components/b/prisma/schema.prisma', model('B2'));
    const report = await project.run();
    expect(report).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'OUTPUT.FOREIGN_FILE', location: { file } }],
    });
    expect(project.read(file)).toBe(text);
    expect(project.read('prisma/schema/b.prisma')).not.toContain('B2');
  });
});

describe('the machine', () => {
  const edit = () => {
    project.write('src/components/b/prisma/schema.prisma', model('B2'));
    project.write('src/components/d/prisma/schema.prisma', model('D'));
  };

  it.each([
    ['ENOSPC', 'writeNew', /the disk is full/],
    ['EROFS', 'makeFolder', /the file system is read-only/],
    ['EACCES', 'writeNew', /there is no permission/],
    ['EIO', 'rename', /the system answers EIO/],
  ])('%s is said in one sentence, and the last good state stays', async (code, change, message) => {
    edit();
    const before = project.tree('prisma');
    const report = await project.run({ files: filesFailingWith(code, (one) => one === change) });
    expect(report).toMatchObject({
      ok: false,
      outcome: 'environment',
      diagnostics: [{ code: 'ENVIRONMENT.FILE_SYSTEM' }],
      changed: [],
    });
    expect(report.diagnostics[0]?.message).toMatch(message);
    expect(report.diagnostics[0]?.message).not.toContain(project.dir);
    expect(project.tree('prisma')).toEqual(before);
    expect(await project.run()).toMatchObject({ ok: true });
  });

  it('the disk fills up in the middle of many files: nothing of them is left', async () => {
    edit();
    const before = project.tree('prisma');
    let written = 0;
    const files = filesFailingWith('ENOSPC', (one) => one === 'writeNew' && ++written > 1);
    expect(await project.run({ files })).toMatchObject({ outcome: 'environment' });
    expect(project.tree('prisma')).toEqual(before);
  });

  it('the disk has no place for the lock: the schema it belongs to is not written either', async () => {
    edit();
    const before = project.tree('.');
    const files = filesFailingWith('ENOSPC', (one, path) => one === 'writeNew' && path.includes('lock.json'));
    const report = await project.run({ files });
    expect(report).toMatchObject({ outcome: 'environment', changed: [] });
    expect(describeComposition(report, { check: false, color: false })).toContain(
      '1 error, nothing was written',
    );
    expect(project.tree('.')).toEqual(before);
  });

  it('what was in place before it failed is named, and not denied', async () => {
    edit();
    const fails = (one: string, path: string) => one === 'rename' && path.includes('lock.json');
    const report = await project.run({ files: filesFailingWith('EIO', fails) });
    expect(report).toMatchObject({
      outcome: 'environment',
      changed: expect.arrayContaining(['prisma/schema/d.prisma']),
    });
    expect(report.changed).not.toContain('components.lock.json');
    const summary = describeComposition(report, { check: false, color: false });
    expect(summary).toMatch(/^wrote prisma\/schema\/d\.prisma$/m);
    expect(summary).toContain('1 error, not everything was written');
  });

  it('a read-only project that is up to date is fine', async () => {
    const { generateClient } = await import('../../../build/pipeline/generate/generate-client.ts');
    expect(await project.run({ generate: generateClient })).toMatchObject({ generated: true });
    const files = filesFailingWith('EROFS', () => true);
    expect(await project.run({ generate: generateClient, files })).toMatchObject({
      ok: true,
      changed: [],
      generated: false,
    });
  });

  it('a client that cannot be generated is the author’s problem or the machine’s, as its step says', async () => {
    const message = 'error\n  -->  prisma/schema/a.prisma:5';
    const generate = (reason: 'schema' | 'environment') => () =>
      Promise.resolve({ ok: false, reason, message } as const);
    expect(await project.run({ generate: generate('environment') })).toMatchObject({
      outcome: 'environment',
    });
    expect(await project.run({ generate: generate('schema') })).toMatchObject({
      outcome: 'problems',
      diagnostics: [
        {
          code: 'CLIENT.GENERATE_FAILED',
          message: 'error\n  -->  src/components/a/prisma/schema.prisma:2',
          location: { file: 'src/components/a/prisma/schema.prisma', line: 2, column: 3 },
        },
      ],
    });
  });

  it('a failure that is a bug is thrown', async () => {
    edit();
    const files = watchedFiles(() => {
      throw new TypeError('a bug');
    });
    await expect(project.run({ files })).rejects.toThrow('a bug');
  });
});
