import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { componentOf, planOf } from '../../../support/plan-of.ts';
import { readDeclarations } from '../../../../build/prisma-language/read-declarations.ts';
import { scanBlocks } from '../../../../build/prisma-language/scan-blocks.ts';
import { TokenPlaces } from '../../../../build/prisma-language/token-places.ts';

function read(text: string) {
  const tokens = new TokenPlaces(text);
  return readDeclarations(scanBlocks(tokens), tokens);
}

/** Everything with the text it stands for, so that wrong offsets show. */
function outline(text: string) {
  return read(text).map(({ block, fields, attributes }) => ({
    name: block.name,
    fields: fields.map(({ name, offset, type, isList, isOptional, attributes: own }) => ({
      at: text.slice(offset, offset + name.length),
      name,
      type,
      isList,
      isOptional,
      attributes: own.map((attribute) => describeAttribute(text, attribute)),
    })),
    attributes: attributes.map((attribute) => describeAttribute(text, attribute)),
  }));
}

function describeAttribute(
  text: string,
  { offset, length, args }: ReturnType<typeof read>[0]['attributes'][0],
) {
  const values = args.map(({ name, value }) => `${name ?? ''}:${value.map((token) => token.text).join('')}`);
  return [text.slice(offset, offset + length), ...values].join(' ');
}

describe('readDeclarations', () => {
  it('reads fields, their types and attributes with arguments', () => {
    const text = `model User {
  id    Int      @id @default(autoincrement())
  name  String?  @db.VarChar(20) @map("na,me)")
  posts Post[]   @relation("a", fields: [x, y], map: "f") // @unique
}`;
    expect(outline(text)).toEqual([
      {
        name: 'User',
        fields: [
          {
            at: 'id',
            name: 'id',
            type: 'Int',
            isList: false,
            isOptional: false,
            attributes: ['@id', '@default :autoincrement()'],
          },
          {
            at: 'name',
            name: 'name',
            type: 'String',
            isList: false,
            isOptional: true,
            attributes: ['@db.VarChar :20', '@map :"na,me)"'],
          },
          {
            at: 'posts',
            name: 'posts',
            type: 'Post',
            isList: true,
            isOptional: false,
            attributes: ['@relation :"a" fields:[x,y] map:"f"'],
          },
        ],
        attributes: [],
      },
    ]);
  });

  it('reads attributes of the block, over several lines and beside comments', () => {
    const text = `model User {
  a Int @id
  @@index([a, // one
    b(sort: Desc)
  ], map: "i") /* end */
  /// @@map("no")
  @@map("users")
}
enum Role {
  ADMIN @map("admin")
  USER
  @@map("roles")
}`;
    expect(outline(text)).toMatchObject([
      {
        name: 'User',
        fields: [{ name: 'a' }],
        attributes: ['@@index :[a,b(sort:Desc)] map:"i"', '@@map :"users"'],
      },
      {
        name: 'Role',
        fields: [
          { at: 'ADMIN', type: undefined, attributes: ['@map :"admin"'] },
          { at: 'USER', type: undefined, attributes: [] },
        ],
        attributes: ['@@map :"roles"'],
      },
    ]);
  });

  it('takes what Prisma will refuse', () => {
    expect(outline('model A {\n  x\n  @\n  @@\n  @@index(\n')).toMatchObject([{ name: 'A' }]);
    expect(outline('generator g {\n  a = 1\n}\nmodel B { id Int @id }')).toMatchObject([
      { name: 'g' },
      { name: 'B', fields: [{ name: 'id' }] },
    ]);
  });

  it('finds a place inside the file for every problem of any text, and never fails', () => {
    const parts = [
      'model ',
      'enum ',
      'type ',
      'A',
      'a',
      'Promise',
      ' Int',
      '[]',
      ' {',
      '}',
      '\n',
      '@',
      '@@',
      'id',
    ];
    const more = [
      'unique',
      'index',
      'map',
      'relation',
      '(',
      ')',
      '[',
      ']',
      ':',
      ',',
      '"A"',
      '"',
      '.',
      '//',
      '/*',
      'ä',
    ];
    const texts = fc.array(fc.constantFrom(...parts, ...more), { maxLength: 60 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), (files) => {
        const components = files.map((text, index) =>
          componentOf(`c${index}`, [{ file: `c${index}.prisma`, text }], { path: `c${index}` }),
        );
        for (const { location, related = [] } of planOf(components).diagnostics) {
          for (const place of [location, ...related]) {
            const line = files[Number(place?.file[1])]?.split('\n')[(place?.line ?? 0) - 1];
            expect((place?.column ?? 0) + (place?.length ?? 0)).toBeLessThanOrEqual((line ?? '').length + 1);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stays linear, however many attributes a line or a block has', () => {
    const many = 300_000;
    const [line] = read(`model A {\n  id Int ${'@a '.repeat(many)}\n}\n`);
    expect(line?.fields[0]?.attributes).toHaveLength(many);
    const [block] = read(`model A {\n${'  @@a\n'.repeat(many)}}\n`);
    expect(block?.attributes).toHaveLength(many);
  });
});
