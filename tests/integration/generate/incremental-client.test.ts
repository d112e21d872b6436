import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type ClientRenderer,
  createClientRenderer,
} from '../../../build/pipeline/generate/client-renderer.ts';
import { generateClient } from '../../../build/pipeline/generate/generate-client.ts';
import { startOfficialGenerator } from '../../support/official-generator.ts';
import { schemaChanges } from '../../support/schema-changes.ts';
import { model, type SchemaShape, writeShape } from '../../support/schema-shape.ts';
import { readTree } from './client-project.ts';

/** Three components around a hub, as one-sided relations make them: most models know `User`. */
function example(): SchemaShape {
  return {
    previews: [],
    multiSchema: false,
    enums: { Kind: ['A', 'B'], Unused: ['X'] },
    models: [
      model('User', ['email String @unique', 'kind Kind @default(A)']),
      model('Post', ['title String', 'data Json?'], [{ to: 'User', kind: 'one' }]),
      model('Tag', ['tags String[]'], [{ to: 'Post', kind: 'many' }]),
      model('Account', ['sum Decimal'], [{ to: 'User', kind: 'unique' }]),
      model('Loner', ['big BigInt']),
    ],
  };
}

describe('a warm generation', () => {
  let projectDir: string;
  let outputDir: string;
  let renderer: ClientRenderer;
  let official: ReturnType<typeof startOfficialGenerator>;
  beforeAll(() => {
    projectDir = mkdtempSync(join(tmpdir(), 'tessera-incremental-'));
    outputDir = join(projectDir, 'client');
    writeFileSync(join(projectDir, 'package.json'), '{ "type": "module" }\n');
    renderer = createClientRenderer();
    official = startOfficialGenerator(projectDir);
  });
  afterAll(async () => {
    await renderer.close();
    await official.stop();
    rmSync(projectDir, { recursive: true, force: true });
  });

  /** Ours, warm, over the client before, against Prisma's from nothing. True: there is such a client. */
  async function agree(shape: SchemaShape): Promise<boolean> {
    const files = writeShape(shape);
    const result = await generateClient({ projectDir, outputDir, files }, renderer);
    const theirs = await official.generate(files);
    if (!result.ok) {
      expect([result, theirs.files]).toEqual([expect.objectContaining({ reason: 'schema' }), undefined]);
      return false;
    }
    expect(readTree(outputDir)).toEqual(theirs.files);
    return true;
  }

  const inode = (name: string) => statSync(join(outputDir, 'models', `${name}.ts`)).ino;

  it('renders and writes only what a change reaches (when this fails after an upgrade: docs/adr/0015)', async () => {
    const shape = example();
    expect(await agree(shape)).toBe(true);
    const before = shape.models.map(({ name }) => inode(name));
    schemaChanges['field added or removed']?.(shape, 0, 0);
    expect(await agree(shape)).toBe(true);
    const kept = shape.models.filter(({ name }, index) => inode(name) === before[index]);
    expect(kept.map(({ name }) => name)).toEqual(['Post', 'Tag', 'Account', 'Loner']);
  });

  it('makes anew what somebody wrote into', async () => {
    const shape = example();
    await agree(shape);
    writeFileSync(join(outputDir, 'models/Loner.ts'), 'export {};\n');
    expect(await agree(shape)).toBe(true);
  });

  it('writes nothing of a client nobody waits for any more, and the next one as ever', async () => {
    const shape = example();
    await agree(shape);
    schemaChanges['field added or removed']?.(shape, 0, 0);
    const folder = join(projectDir, 'unwanted');
    mkdirSync(folder);
    const unwanted = new AbortController();
    const answer = renderer.render(
      writeShape(shape),
      folder,
      { folder: outputDir, sha256: {} },
      unwanted.signal,
    );
    await Promise.resolve();
    unwanted.abort();
    await expect(answer).rejects.toBe(unwanted.signal.reason);
    expect(readdirSync(folder)).toEqual([]);
    expect(await agree(shape)).toBe(true);
  });

  // Only there a priority is that of a thread.
  (process.platform === 'linux' ? it : it.skip)(
    'takes no processor from other threads that want one',
    async () => {
      await agree(example());
      // See proc(5): the program's name stands in brackets, 17 fields before the one that is asked for.
      const nice = (thread: string): string | undefined =>
        readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')[16];
      expect(readdirSync('/proc/self/task').map(nice)).toContain('10');
    },
  );

  it.each(Object.keys(schemaChanges))('agrees with Prisma byte for byte after a change: %s', async (name) => {
    const shape = example();
    for (const what of [0, 6]) {
      schemaChanges[name]?.(shape, what, what);
      await agree(shape);
    }
    expect(await agree(example())).toBe(true);
  });

  it('agrees with Prisma byte for byte after any changes', async () => {
    const change = fc.tuple(fc.constantFrom(...Object.keys(schemaChanges)), fc.nat(20), fc.nat(60));
    let clients = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 6 }), async (changes) => {
        const shape = example();
        for (const [name, at, what] of changes) {
          schemaChanges[name]?.(shape, at, what);
          if (await agree(shape)) clients += 1;
        }
      }),
      { numRuns: 4 },
    );
    expect(clients).toBeGreaterThan(5);
  });
});
