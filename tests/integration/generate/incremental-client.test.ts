import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { schemaChanges } from '../../support/schema-changes.ts';
import { model, type SchemaShape, writeShape } from '../../support/schema-shape.ts';
import { compareClients } from './compared-clients.ts';

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
  let clients: ReturnType<typeof compareClients>;
  beforeAll(() => {
    clients = compareClients();
  });
  afterAll(() => clients.stop());

  const agree = (shape: SchemaShape): Promise<boolean> => clients.agree(writeShape(shape));

  it('renders and writes only what a change reaches (when this fails after an upgrade: docs/adr/0100)', async () => {
    const shape = example();
    expect(await agree(shape)).toBe(true);
    const before = shape.models.map(({ name }) => clients.inode(name));
    schemaChanges['field added or removed']?.(shape, 0, 0);
    expect(await agree(shape)).toBe(true);
    const kept = shape.models.filter(({ name }, index) => clients.inode(name) === before[index]);
    expect(kept.map(({ name }) => name)).toEqual(['Post', 'Tag', 'Account', 'Loner']);
  });

  it('makes anew what somebody wrote into', async () => {
    const shape = example();
    await agree(shape);
    writeFileSync(join(clients.outputDir, 'models/Loner.ts'), 'export {};\n');
    expect(await agree(shape)).toBe(true);
  });

  it('writes nothing of a client nobody waits for any more, and the next one as ever', async () => {
    const shape = example();
    await agree(shape);
    schemaChanges['field added or removed']?.(shape, 0, 0);
    const folder = join(clients.projectDir, 'unwanted');
    mkdirSync(folder);
    const unwanted = new AbortController();
    const before = { folder: clients.outputDir, sha256: {} };
    const answer = clients.renderer().render(writeShape(shape), folder, before, unwanted.signal);
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
