import { describe, expect, it } from '@jest/globals';
import { projectOptionsSchema } from '../../../../../../build/config/project-config.ts';
import { checkIndexes } from '../../../../../../build/use-cases/compose/indexes/check-indexes.ts';
import { componentOf, planOf } from '../../../../../support/plan-of.ts';

const file = 'src/components/notes/prisma/schema.prisma';
const config = { ...projectOptionsSchema.parse({}), projectDir: '/project' };

function check(text: string, settings = config, path = 'src/components/notes') {
  const model = planOf([componentOf('notes', [{ file, text }], { path })], [], settings);
  return checkIndexes(model, settings).map(({ code, severity, message, hint, location }) => ({
    at: `${code} ${String(location?.line)}:${String(location?.column)}`,
    severity,
    said: `${message} ${hint ?? ''}`,
  }));
}

const places = (text: string, settings = config) => check(text, settings).map(({ at }) => at);

const author = 'model Author {\n  id Int @id\n  notes Note[]\n}\n';

/** A model with a relation on its line 8. */
const note = (...lines: string[]) =>
  `${author}model Note {\n  id Int @id\n  authorId Int\n  author Author @relation(fields: [authorId], references: [id])\n  at DateTime\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

describe('a relation without an index', () => {
  it('is a warning at its field, with the line to add', () => {
    expect(check(note())).toEqual([
      {
        at: 'SCHEMA.MISSING_INDEX 8:3',
        severity: 'warning',
        said: 'Relation "author" of model "Note" has no index that begins with "authorId". Add `@@index([authorId])` to the model, or say above the field why it needs none: "/// @noindex <reason>".',
      },
    ]);
  });

  it.each([
    '@@index([at, authorId])',
    '@@index([authorId], type: Gin)',
    '@@index([authorId], type: Brin)',
    '@@index([authorId], where: raw("at > now()"))',
    '@@index([authorId], where: { at: { not: null } })',
    '@@unique([id, authorId])',
    '@@index([at])',
  ])('is not helped by %s', (line) => {
    expect(places(note(line))).toEqual(['SCHEMA.MISSING_INDEX 8:3']);
  });

  it.each([
    '@@index([authorId])',
    '@@index(fields: [authorId(sort: Desc), at])',
    '@@index([authorId], type: Hash)',
    '@@index([authorId], where: { authorId: { not: null } })',
    '@@unique([authorId, at])',
    '@@index([authorId(ops: raw("int4_ops"))], map: "x")',
  ])('has one with %s', (line) => {
    expect(places(note(line))).toEqual([]);
  });

  it('has one when its field is unique or the primary key', () => {
    const one = note().replace('notes Note[]', 'notes Note?');
    expect(places(one.replace('authorId Int', 'authorId Int @unique'))).toEqual([]);
    expect(places(one.replace('id Int @id\n  authorId Int', 'authorId Int @id'))).toEqual([]);
    expect(places(note('@@id([authorId, at])').replace('id Int @id\n  authorId', 'authorId'))).toEqual([]);
  });

  const pair = (...lines: string[]) =>
    `model Author {\n  a Int\n  b Int\n  notes Note[]\n  @@id([a, b])\n}\nmodel Note {\n  id Int @id\n  x Int\n  y Int\n  at Int\n  author Author @relation(fields: [x, y], references: [a, b])\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

  it('of two fields needs both of them first, in any order', () => {
    expect(places(pair('@@index([y, x, at])'))).toEqual([]);
    expect(places(pair('@@unique([x, y])').replace('Note[]', 'Note?'))).toEqual([]);
    expect(places(pair('@@index([x, at, y])'))).toEqual(['SCHEMA.MISSING_INDEX 12:3']);
    expect(places(pair('@@index([x])'))).toEqual(['SCHEMA.MISSING_INDEX 12:3']);
    expect(places(pair().replace('y Int', 'y Int @unique'))).toEqual([]);
  });

  it('of a tenant model may have the tenant in the index, and is told to', () => {
    const tenant = (...lines: string[]) =>
      note('tenantId String', ...lines).replace('model Note', '/// @tenant\nmodel Note');
    expect(places(tenant('@@index([tenantId, authorId])'))).toEqual([]);
    expect(places(tenant('@@index([authorId, tenantId, at])'))).toEqual([]);
    expect(places(tenant('@@index([authorId])'))).toEqual([]);
    expect(places(tenant('@@index([tenantId, at, authorId])'))).toEqual(['SCHEMA.MISSING_INDEX 9:3']);
    expect(check(tenant())[0]?.said).toContain('Add `@@index([tenantId, authorId])`');
  });

  it('to the same model, or of another component, is one too', () => {
    const self =
      'model Node {\n  id Int @id\n  parentId Int?\n  parent Node? @relation("tree", fields: [parentId], references: [id])\n  children Node[] @relation("tree")\n}\n';
    expect(places(self)).toEqual(['SCHEMA.MISSING_INDEX 4:3']);
    expect(
      places(
        'model Post {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\n',
      ),
    ).toEqual(['SCHEMA.MISSING_INDEX 4:3']);
  });

  it('is left to Prisma without foreign keys, and to its authors in an installed package', () => {
    const marked = note().replace('[id])', '[id]) /// @noindex a dozen rows');
    for (const text of [note(), marked]) {
      expect(places(text, { ...config, relationMode: 'prisma' })).toEqual([]);
    }
    expect(check(note(), config, 'node_modules/notes')).toEqual([]);
  });
});

describe('/// @noindex', () => {
  const marked = (mark: string, ...lines: string[]) =>
    note(...lines).replace('  author Author', `  ${mark}\n  author Author`);

  it('silences the relation it stands above, with a reason', () => {
    expect(places(marked('/// @noindex authors are never deleted'))).toEqual([]);
    expect(places(note().replace('[id])\n', '[id]) /// @noindex a dozen rows\n'))).toEqual([]);
  });

  it('needs a reason, and a relation without an index', () => {
    expect(places(marked('/// @noindex'))).toEqual(['SCHEMA.NOINDEX_MARK 8:7']);
    expect(places(marked('/// @noindex small', '@@index([authorId])'))).toEqual(['SCHEMA.NOINDEX_MARK 8:16']);
    expect(places(note().replace('  at DateTime', '  at DateTime /// @noindex small'))).toEqual([
      'SCHEMA.MISSING_INDEX 8:3',
      'SCHEMA.NOINDEX_MARK 9:28',
    ]);
  });
});
