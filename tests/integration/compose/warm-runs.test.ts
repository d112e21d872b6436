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
/** What decides who may use the routes of two components: their code, and files outside that it leads to. */
const controller = (name: string, from: string, body: string) =>
  `import { Controller, Get } from '@nestjs/common';
import { Public, Requires } from '@/platform';
import { Base, Secure } from '${from}';
@Controller() export class ${name} extends Base { ${body} }
`;
const shared = (base: string, secure: string) =>
  `import { applyDecorators, Get } from '@nestjs/common';
import { Public, Requires } from '@/platform';
export const Secure = () => applyDecorators(${secure});
export class Base { ${base} }
`;
const closed = shared('@Public() @Get() all() {}', "Get(), Requires('a:read')");
const open = shared('@Get() all() {}', 'Get()');
const accessEdits = {
  'src/components/a/a.controller.ts': [
    controller('A', '@/shared', '@Secure() x() {}'),
    controller('A', '../../shared.ts', "@Requires('b:write') @Get() x() {}"),
    controller('A', '../b/base', '@Get() x() {}'),
  ],
  'src/components/b/b.controller.ts': [
    controller('B', '@/shared', ''),
    controller('B', './base.js', '@Secure() y() {}'),
  ],
  'src/components/b/base.ts': [closed, "export * from '@/shared';", 'export class Base {'],
  'src/shared/index.ts': [closed, open, "export * from './kept.ts';"],
  'src/shared/kept.ts': [closed, open],
  'src/shared.ts': [closed, open, "export { Base, Secure } from '@/shared/kept';"],
  'src/components/a/component.json': ['{ "permissions": { "read": "See it" } }', '{'],
  'src/components/b/component.json': ['{ "permissions": { "write": "Change it" } }'],
  'components.lock.json': [lockOf({ a: 'enabled', b: 'disabled' })],
};
const anyOf = (all: Readonly<Record<string, readonly string[]>>) =>
  fc.constantFrom(
    ...Object.entries(all).flatMap(([file, texts]) => [undefined, ...texts].map((text) => ({ file, text }))),
  );
const edit = anyOf(edits);

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

  it('finds after any edits the same open routes and unknown permissions, whatever files they follow from', async () => {
    const found = new Set<string>();
    const keeps = async (steps: readonly { readonly file: string; readonly text: string | undefined }[]) => {
      project.dispose();
      project = createTempProject({
        'src/components/a/a.module.ts': nestModule('AModule'),
        'src/components/b/b.module.ts': nestModule('BModule'),
        'src/components/a/a.controller.ts': accessEdits['src/components/a/a.controller.ts'][0] ?? '',
        'src/shared/index.ts': closed,
      });
      const cache = createCache();
      await run({ check: true, cache });
      for (const { file, text } of steps) {
        if (text !== undefined) project.write(file, text);
        else if (project.has(file)) project.remove(file);
        const forgetful = await run({ check: true, cache: noCache });
        expect(await run({ check: true, cache })).toEqual(forgetful);
        for (const { code, location } of forgetful.diagnostics) found.add(`${code} ${location?.file ?? ''}`);
      }
    };
    const away = { text: undefined };
    const always = [
      { file: 'src/shared/index.ts', text: open },
      { file: 'src/shared.ts', text: closed },
      { file: 'src/components/a/component.json', text: '{ "permissions": { "read": "See it" } }' },
      { file: 'src/shared.ts', ...away },
      { file: 'src/shared/index.ts', ...away },
      { file: 'src/shared/index.ts', text: "export * from './kept.ts';" },
      { file: 'src/shared/kept.ts', text: closed },
      { file: 'src/shared/kept.ts', text: open },
    ];
    await fc.assert(fc.asyncProperty(fc.array(anyOf(accessEdits), { minLength: 8, maxLength: 16 }), keeps), {
      numRuns: 12,
      examples: [[always]],
    });
    expect([...found]).toEqual(
      expect.arrayContaining([
        'ACCESS.UNDECLARED_ROUTE src/components/a/a.controller.ts',
        'ACCESS.UNDECLARED_ROUTE src/shared/index.ts',
        'ACCESS.UNDECLARED_ROUTE src/shared/kept.ts',
        'ACCESS.UNKNOWN_PERMISSION src/shared.ts',
      ]),
    );
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
