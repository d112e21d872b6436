import { describe, expect, it, jest } from '@jest/globals';
import wasm from '@prisma/prisma-schema-wasm';
import fc from 'fast-check';
import { type SchemaFile } from '../../../../../build/model/schema-file.ts';
import { createModelDescriber } from '../../../../../build/pipeline/generate/describe-models.ts';
import { schemaChanges } from '../../../../support/schema-changes.ts';
import { model, type SchemaShape, writeShape } from '../../../../support/schema-shape.ts';

/** Two that hang together, two that stand alone. */
function example(): SchemaShape {
  return {
    previews: ['views'],
    multiSchema: false,
    enums: { Kind: ['A', 'B'] },
    models: [
      model('User', ['email String @unique', 'kind Kind @default(A)']),
      { ...model('Seen', ['user Int @unique']), kind: 'view' },
      model('Post', ['title String', 'data Json?'], [{ to: 'User', kind: 'one' }]),
      model('Loner', ['big BigInt']),
    ],
  };
}

type Describe = ReturnType<typeof createModelDescriber>;

function described(describe: Describe, [main, ...others]: readonly SchemaFile[]): string {
  if (main === undefined) throw new Error('There is a main.prisma.');
  return JSON.stringify(describe(main, others));
}

/** All in one file: there are no parts. */
function asOne(files: readonly SchemaFile[]): SchemaFile[] {
  const [main, ...others] = files;
  const all = { path: 'prisma/schema/all.prisma', text: others.map(({ text }) => text).join('\n') };
  return main === undefined ? [all] : [main, all];
}

describe('createModelDescriber', () => {
  it('describes a schema file by file as it does the whole, after any changes', () => {
    const change = fc.tuple(fc.constantFrom(...Object.keys(schemaChanges)), fc.nat(20), fc.nat(60));
    let compared = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 4, maxLength: 8 }), (changes) => {
        const describe = createModelDescriber();
        const shape = example();
        for (const [name, at, what] of changes) {
          schemaChanges[name]?.(shape, at, what);
          const files = writeShape(shape);
          let whole: string;
          try {
            whole = described(createModelDescriber(), asOne(files));
          } catch {
            expect(() => described(describe, files)).toThrow();
            continue;
          }
          compared += 1;
          expect(described(describe, files)).toBe(whole);
        }
      }),
      { numRuns: 25 },
    );
    expect(compared).toBeGreaterThan(40);
  });

  it('asks Prisma again only about what hangs together with a change', () => {
    const asked = jest.spyOn(wasm, 'get_datamodel');
    const describe = createModelDescriber();
    const shape = example();
    described(describe, writeShape(shape));
    // User and Post, Seen, Loner.
    expect(asked).toHaveBeenCalledTimes(3);
    asked.mockClear();
    shape.models[0]?.fields.push('mood Int?');
    const text = described(describe, writeShape(shape));
    expect(asked.mock.calls.map(([input]) => /model (\w+)/.exec(input)?.[1])).toEqual(['User']);
    expect(text).toContain('mood');
    expect([...text.matchAll(/"(\w+)":\{"fields"/g)].map(([, name]) => name)).toEqual([
      'User',
      'Post',
      'Loner',
      'Seen',
    ]);
    asked.mockRestore();
  });
});
