import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areNamesClear } from '../../../../../build/compose/names/are-names-clear.ts';
import { listSources } from '../../../../../build/compose/names/declaring-source.ts';
import { findDuplicateNames } from '../../../../../build/compose/names/find-duplicate-names.ts';
import { findNameProblems } from '../../../../../build/compose/names/find-name-problems.ts';
import { listDatabaseNames } from '../../../../../build/compose/names/list-database-names.ts';
import { completeRelations } from '../../../../../build/compose/relations/complete-relations.ts';
import { scanComponent } from '../../../../../build/compose/scanned-component.ts';
import { componentsOf } from '../../../../support/compose-texts.ts';

const config = { defaultSchema: 'public', provider: 'postgresql' } as const;
const long = 'x'.repeat(40);

/** Names that clash with each other in one way or another. */
const blockName = fc.constantFrom(
  ...[
    'Deal',
    'deal',
    'DealUnchecked',
    'DealScalar',
    'Deals',
    'Bill',
    'Promise',
    'Int',
    `A${long}`,
    `B${long}`,
  ],
  ...['Person', 'Note', 'Tag', 'Owner', 'Visit', 'Room', 'Street', 'Town'],
);
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('at Int @unique', 'to Int', '@@index([id])', '@@map("Deal")') },
  fc.constantFrom(
    '@@map("Deal_at_key")',
    '@@index([id], map: "Bill_pkey")',
    '@@schema("other")',
    '@@map("_DealToNote")',
  ),
  fc.constantFrom(`${long}${long} Int`, `n Int @map("${long}${long}")`, '/// @opposite chosen'),
  blockName.map((name) => `of${name} ${name}[]`),
  blockName.map((name) => `in${name} ${name}[] @relation("Shared")`),
  blockName.map((name) => `by${name} ${name} @relation(fields: [to], references: [id])`),
);
const block = fc
  .tuple(
    fc.constantFrom('model', 'model', 'model', 'view', 'enum', 'type'),
    blockName,
    fc.array(line, { maxLength: 3 }),
  )
  .map(([kind, name, lines]) =>
    kind === 'enum'
      ? `enum ${name} {\n  A\n}\n`
      : `${kind} ${name} {\n  id Int @id\n  ${lines.join('\n  ')}\n}\n`,
  );
const schemas = fc
  .array(fc.array(block, { maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((files) => Object.fromEntries(files.map((blocks, index) => [`c${index}`, blocks.join('\n')])));

describe('areNamesClear', () => {
  it('is never true when a comparison of all names finds something', () => {
    const answers = { clear: 0, clash: 0 };
    fc.assert(
      fc.property(schemas, fc.constantFrom('postgresql', 'sqlite'), (texts, provider) => {
        const settings = { ...config, provider } as const;
        const sources = listSources(componentsOf(texts).map((component) => scanComponent(component)));
        const declared = sources.flatMap((source) => source.declared);
        const { opposites } = completeRelations(sources);
        const { diagnostics, prismaPlaces } = findNameProblems(
          declared,
          listDatabaseNames(declared, settings, opposites),
          settings,
        );
        const found = [...diagnostics, ...findDuplicateNames(declared)];
        const isClear = areNamesClear(sources, settings, opposites);
        if (isClear) expect([found, prismaPlaces]).toEqual([[], []]);
        answers[found.length > 0 ? 'clash' : 'clear'] += isClear === (found.length === 0) ? 1 : 0;
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(answers.clear, answers.clash)).toBeGreaterThan(100);
  });

  const users = 'model User {\n  id Int @id\n  tags Tag[]\n}\n';
  const tags = 'model Tag {\n  id Int @id\n  users User[]\n}\n';
  const notes = 'model Note {\n  id Int @id\n  readers User[]\n}\n';

  it.each([
    ['true for files that relate to each other', true, ''],
    ['false when the table of a relation between two files is taken', false, '@@map("_TagToUser")'],
    ['false when that of a relation written on one side is', false, '@@map("_NoteToUser")'],
  ])('is %s', (_, expected, map) => {
    const other = `model Other {\n  id Int @id\n  ${map}\n}\n`;
    const components = componentsOf({ users, tags, notes, other });
    const sources = listSources(components.map((component) => scanComponent(component)));
    expect(areNamesClear(sources, config, completeRelations(sources).opposites)).toBe(expected);
  });
});
