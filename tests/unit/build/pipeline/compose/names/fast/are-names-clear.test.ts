import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areNamesClear } from '../../../../../../../build/pipeline/compose/names/fast/are-names-clear.ts';
import { listSources } from '../../../../../../../build/model/list-sources.ts';
import { findDuplicateNames } from '../../../../../../../build/pipeline/compose/names/find-duplicate-names.ts';
import { findNameProblems } from '../../../../../../../build/pipeline/compose/names/find-name-problems.ts';
import { listDatabaseNames } from '../../../../../../../build/model/names/list-database-names.ts';
import { completeRelations } from '../../../../../../../build/pipeline/compose/relations/complete-relations.ts';
import { noCache } from '../../../../../../../build/incremental/derive.ts';
import { clashingSchemas } from '../../../../../../support/clashing-schemas.ts';
import { componentsOf } from '../../../../../../support/compose-texts.ts';

const config = { defaultSchema: 'public', provider: 'postgresql' } as const;

describe('areNamesClear', () => {
  it('is never true when a comparison of all names finds something', () => {
    const answers = { clear: 0, clash: 0 };
    fc.assert(
      fc.property(clashingSchemas, fc.constantFrom('postgresql', 'sqlite'), (texts, provider) => {
        const settings = { ...config, provider } as const;
        const sources = listSources(componentsOf(texts));
        const declared = sources.flatMap((source) => source.declared);
        const { opposites } = completeRelations(noCache, sources);
        const { diagnostics, prismaPlaces } = findNameProblems(
          declared,
          listDatabaseNames(declared, settings, opposites),
          settings,
        );
        const found = [...diagnostics, ...findDuplicateNames(declared)];
        const isClear = areNamesClear(noCache, sources, settings, opposites);
        if (isClear) expect([found, prismaPlaces]).toEqual([[], []]);
        answers[found.length > 0 ? 'clash' : 'clear'] += isClear === (found.length === 0) ? 1 : 0;
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(answers.clear, answers.clash)).toBeGreaterThan(100);
  });

  const users = 'model User {\n  id Int @id\n  at Int @unique\n  tags Tag[]\n  @@unique([at, id])\n}\n';
  const tags = 'model Tag {\n  id Int @id\n  users User[]\n}\n';
  const notes = 'model Note {\n  id Int @id\n  readers User[]\n}\n';

  it.each([
    ['true for files that relate to each other', true, ''],
    ['false when the table of a relation between two files is taken', false, '@@map("_TagToUser")'],
    ['false when that of a relation written on one side is', false, '@@map("_NoteToUser")'],
    ['false when a table has the name of an index', false, '@@map("User_at_key")'],
    ['false when two indexes have one name', false, '@@map("User_at")\n  @@unique([id])'],
    ['true for tables whose names begin alike', true, '@@map("User_at")\n  @@index([id])'],
  ])('is %s', (_, expected, map) => {
    const other = `model Other {\n  id Int @id\n  ${map}\n}\n`;
    const components = componentsOf({ users, tags, notes, other });
    const sources = listSources(components);
    expect(areNamesClear(noCache, sources, config, completeRelations(noCache, sources).opposites)).toBe(
      expected,
    );
  });
});
