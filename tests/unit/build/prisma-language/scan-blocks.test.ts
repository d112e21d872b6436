import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import wasm from '@prisma/prisma-schema-wasm';
import { scanBlocks as scan } from '../../../../build/prisma-language/scan-blocks.ts';
import { TokenPlaces } from '../../../../build/prisma-language/token-places.ts';
import { schemaText } from '../../../support/schema-text.ts';

const scanBlocks = (text: string) => scan(new TokenPlaces(text));
const found = (text: string) => scanBlocks(text).map(({ kind, name }) => `${kind} ${name}`);

describe('scanBlocks', () => {
  it('finds every kind of block with the place of its name', () => {
    const text =
      'model A {\n}\n\n  view\tB {\n}\nenum C{\n}\ntype D {\n}\ngenerator e {\n}\ndatasource f {\n}\n';
    expect(found(text)).toEqual(['model A', 'view B', 'enum C', 'type D', 'generator e', 'datasource f']);
    for (const { name, nameOffset } of scanBlocks(text)) {
      expect(text.slice(nameOffset, nameOffset + name.length)).toBe(name);
    }
  });

  it.each([
    ['a line comment', '// model Ghost {\nmodel A {\n}\n'],
    ['a doc comment', '/// model Ghost { }\nmodel A {\n}\n'],
    ['a block comment', '/* model Ghost {\n*/\nmodel A {\n}\n'],
    ['a string with braces and quotes', 'model A {\n  s String @default("} \\" model Ghost {")\n}\n'],
    ['fields called like keywords', 'model A {\n  model String\n  type Ghost\n  enum Ghost\n}\n'],
    ['an object argument', 'model A {\n  id Int @id\n  @@index([id], where: { id: 1 })\n}\n'],
  ])('is not misled by %s', (_, text) => {
    expect(found(text)).toEqual(['model A']);
  });

  it('goes on with the next block when a brace or a quote was forgotten', () => {
    expect(found('model A {\n  id Int @id\nmodel B {\n}\n')).toEqual(['model A', 'model B']);
    expect(found('model A {\n  s String @default("x)\n}\nmodel B {\n}\n')).toEqual(['model A', 'model B']);
  });

  it('reads the schema of a block and whether it has a partial index', () => {
    const [first, second, third] = scanBlocks(
      'model A {\n  @@schema("crm")\n}\nmodel B {\n  n Int @unique(where: raw("x"))\n}\nmodel C {\n  @@schema(map: "x")\n}',
    );
    expect(first).toMatchObject({ schema: 'crm', hasPartialIndex: false });
    expect(second).toMatchObject({ hasPartialIndex: true });
    expect(second?.schema).toBeUndefined();
    expect(third).toMatchObject({ schema: 'x' });
  });

  it('never throws, and stays linear, on any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Array.from('model A {}"\\/*\n\r\t @()[]éx😀\0')), { maxLength: 400 }),
        (parts) => {
          for (const block of scanBlocks(parts.join('')))
            expect(block.nameOffset).toBeGreaterThan(block.offset);
        },
      ),
      { numRuns: 300 },
    );
    expect(scanBlocks('/*'.repeat(500_000))).toEqual([]);
    expect(scanBlocks(`model A {\n${'"'.repeat(1_000_000)}`)).toHaveLength(1);
  });

  it('finds what Prisma finds in generated schemas', () => {
    const datasource = 'datasource db {\n  provider = "postgresql"\n}\n';
    fc.assert(
      fc.property(schemaText(), (text) => {
        const params = JSON.stringify({
          prismaSchema: [['main.prisma', `${datasource}${text}`]],
          noColor: true,
        });
        const { datamodel } = JSON.parse(wasm.get_dmmf(params)) as {
          datamodel: { models: { name: string }[]; enums: { name: string }[] };
        };
        const names = (kind: string) =>
          scanBlocks(text)
            .filter((block) => block.kind === kind)
            .map(({ name }) => name)
            .sort();
        expect(names('model')).toEqual(datamodel.models.map(({ name }) => name).sort());
        expect(names('enum')).toEqual(datamodel.enums.map(({ name }) => name).sort());
      }),
      { numRuns: 60 },
    );
  });
});
