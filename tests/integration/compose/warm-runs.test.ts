import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diskFiles } from '../../../build/files/disk-files.ts';
import { createPipelineCache, type PipelineOptions } from '../../../build/pipeline/pipeline.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const schema = (name: string, field: string) => `model ${name} {\n  id Int @id\n  ${field}\n}\n`;
const manifest = (version: string, requires: object) => JSON.stringify({ version, requires });

/** Edits of every kind a run looks at; some make errors, the next one may mend them. */
const edits = {
  'src/components/a/prisma/schema.prisma': [
    schema('A', 'name String'),
    schema('A', 'name Nonsense'),
    schema('B', ''),
  ],
  'src/components/b/prisma/schema.prisma': [
    schema('B', '// soon'),
    schema('B', 'aId Int\n  a A @relation(fields: [aId], references: [id])'),
    `/// @opposite others\n${schema('B', '')}`,
  ],
  'src/components/b/prisma/more.prisma': [schema('More', '@@map("A")'), schema('More', ''), 'enum E { X }'],
  'src/components/b/component.json': [manifest('1.0.0', { a: '*' }), manifest('2.0.0', { a: '^9.0.0' }), '{'],
  'src/components/a/component.json': [
    manifest('1.0.0', {}),
    manifest('1.0.0', { b: '*' }),
    '{ "extensions": ["unaccent"] }',
    '{\n  "extensions": ["citext", "unaccent"]\n}',
  ],
  'src/components/a/a.module.ts': ['export class AModule {}', 'export const nothing = 1;'],
  'src/components/b/b.service.ts': [`import '../a/index.ts';`, `import '../a/deep/file.ts';`, ''],
  'src/components/Wrong/component.json': ['{}'],
  'prisma/migrations/1_first/migration.sql': ['CREATE TABLE "More" ();', 'CREATE TABLE "A" ();'],
  'prisma/migrations/2_second/migration.sql': [''],
  'components.lock.json': ['{', '{"lockVersion":1,"components":{}}'],
  'tessera.config.json': ['{"defaultSchema":"app"}', '{}'],
};
const edit = fc.constantFrom(
  ...Object.entries(edits).flatMap(([file, texts]) => [undefined, ...texts].map((text) => ({ file, text }))),
);

let project: TempProject;
beforeEach(() => {
  project = createTempProject();
});
afterEach(() => {
  project.dispose();
});

const run = async (options: PipelineOptions) => {
  const { timings, ...report } = await project.run(options);
  expect(Object.keys(timings)).toContain('discover');
  return report;
};

describe('a warm process', () => {
  it('says and writes after any edits what a new process would', async () => {
    const keeps = async (steps: readonly { readonly file: string; readonly text: string | undefined }[]) => {
      project.dispose();
      project = createTempProject({ 'src/components/a/prisma/schema.prisma': schema('A', '') });
      const cache = createPipelineCache();
      for (const { file, text } of steps) {
        if (text !== undefined) project.write(file, text);
        else if (project.has(file)) project.remove(file);
        const fresh = await run({ check: true });
        expect(await run({ check: true, cache })).toEqual(fresh);
        const written = await run({ cache });
        expect(written.changed).toEqual(fresh.ok ? fresh.changed : []);
        if (fresh.ok)
          expect(await run({ check: true })).toMatchObject({ ok: true, changed: [], removed: [] });
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 3, maxLength: 12 }), keeps), {
      numRuns: 15,
    });
  });

  it('looks at a project once when there is something to write for certain, and says and writes the same', async () => {
    const file = 'src/components/a/prisma/schema.prisma';
    const results = [];
    for (const expectsChanges of [false, true]) {
      project.dispose();
      project = createTempProject({ [file]: schema('A', '') });
      const cache = createPipelineCache();
      await run({ cache });
      let looks = 0;
      const list = (folder: string) => {
        if (folder.endsWith('/src/components')) looks += 1;
        return diskFiles.list(folder);
      };
      const files = { ...diskFiles, list };
      const said = [];
      for (const text of [
        schema('A', 'name String'),
        schema('A', 'name Nonsense'),
        schema('A', 'name String'),
      ]) {
        project.write(file, text);
        said.push(await run({ cache, files, expectsChanges }));
      }
      results.push({ said, written: project.tree('prisma/schema') });
      // Of the wrong one nothing is written.
      expect(looks).toBe(expectsChanges ? 3 : 5);
    }
    expect(results[1]).toEqual(results[0]);
  });
});
