import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diskFiles } from '../../../build/files/disk-files.ts';
import { type GenerateClientInput } from '../../../build/pipeline/generate/generate-client.ts';
import { type Cache, createCache, noCache, type PipelineOptions } from '../../../build/pipeline/pipeline.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const schema = (name: string, field: string) => `model ${name} {\n  id Int @id\n  ${field}\n}\n`;
const manifest = (version: string, requires: object) => JSON.stringify({ version, requires });

const nestModule = (name: string) =>
  `import { Module } from '@nestjs/common';\n@Module({}) export class ${name} {}\n`;
const lockOf = (states: Readonly<Record<string, string>>) =>
  JSON.stringify({
    lockVersion: 1,
    components: Object.fromEntries(
      Object.entries(states).map(([name, state]) => [
        name,
        { state, version: '1.0.0', hash: '', tables: name === 'a' ? ['A'] : ['B'], enums: [] },
      ]),
    ),
  });

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
  'src/components/a/a.module.ts': [
    'export class AModule {}',
    'export const nothing = 1;',
    nestModule('AModule'),
  ],
  'src/components/b/b.module.ts': [nestModule('AModule'), nestModule('BModule')],
  'src/components/b/b.service.ts': [`import '../a/index.ts';`, `import '../a/deep/file.ts';`, ''],
  'src/components/Wrong/component.json': ['{}'],
  'prisma/migrations/1_first/migration.sql': ['CREATE TABLE "More" ();', 'CREATE TABLE "A" ();'],
  'prisma/migrations/2_second/migration.sql': [''],
  'components.lock.json': [
    '{',
    '{"lockVersion":1,"components":{}}',
    lockOf({ a: 'disabled', b: 'retired' }),
    lockOf({ a: 'enabled', b: 'disabled' }),
  ],
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

const run = async (options: PipelineOptions, where = project) => {
  const { timings, ...report } = await where.run(options);
  expect(Object.keys(timings)).toContain('discover');
  return report;
};

/** Everything a run writes, and what the client would be made from. */
async function carryOut(where: TempProject, cache: Cache) {
  let client: GenerateClientInput | undefined;
  const report = await run(
    {
      cache,
      generate: (input) => {
        client = input;
        return Promise.resolve({ ok: true, generated: false, hash: input.hash ?? '' });
      },
    },
    where,
  );
  const trees = ['prisma/schema', 'src/generated'].map((folder) =>
    where.has(folder) ? where.tree(folder) : {},
  );
  const lock = where.has('components.lock.json') ? where.read('components.lock.json') : undefined;
  const made = client && { hash: client.hash, files: client.files.map(({ path, text }) => [path, text]) };
  return { report, trees, lock, made };
}

describe('a warm process', () => {
  it('says and writes after any edits, byte for byte, what one with a cache that remembers nothing does', async () => {
    const ends = { fine: 0, wrong: 0 };
    const keeps = async (steps: readonly { readonly file: string; readonly text: string | undefined }[]) => {
      const begin = { 'src/components/a/prisma/schema.prisma': schema('A', '') };
      project.dispose();
      project = createTempProject(begin);
      const other = createTempProject(begin);
      try {
        const cache = createCache();
        for (const { file, text } of steps) {
          for (const one of [project, other]) {
            if (text !== undefined) one.write(file, text);
            else if (one.has(file)) one.remove(file);
          }
          const forgetful = await run({ check: true, cache: noCache }, other);
          expect(await run({ check: true, cache })).toEqual(forgetful);
          expect(await run({ check: true })).toEqual(forgetful);
          const written = await carryOut(project, cache);
          expect(written).toEqual(await carryOut(other, noCache));
          expect(written.report.changed).toEqual(forgetful.ok ? forgetful.changed : []);
          ends[forgetful.ok ? 'fine' : 'wrong'] += 1;
          if (!forgetful.ok) continue;
          const again = { ok: true, changed: [], removed: [] };
          expect(await run({ check: true, cache: noCache })).toMatchObject(again);
        }
      } finally {
        other.dispose();
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 3, maxLength: 12 }), keeps), {
      numRuns: 15,
    });
    expect(Math.min(ends.fine, ends.wrong)).toBeGreaterThan(5);
  });

  it('looks at a project once when there is something to write for certain, and says and writes the same', async () => {
    const file = 'src/components/a/prisma/schema.prisma';
    const results = [];
    for (const expectsChanges of [false, true]) {
      project.dispose();
      project = createTempProject({ [file]: schema('A', '') });
      const cache = createCache();
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
