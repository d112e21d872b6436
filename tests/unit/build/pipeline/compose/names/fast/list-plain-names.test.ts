import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyOf } from '../../../../../../../build/postgres/names/key-of.ts';
import { clientNames } from '../../../../../../../build/model/names/client-names.ts';
import { type Declared } from '../../../../../../../build/model/scanned-source.ts';
import { listSources } from '../../../../../../../build/model/list-sources.ts';
import { findDuplicateNames } from '../../../../../../../build/pipeline/compose/names/find-duplicate-names.ts';
import { findNameProblems } from '../../../../../../../build/pipeline/compose/names/find-name-problems.ts';
import {
  type DatabaseSettings,
  listDatabaseNames,
} from '../../../../../../../build/model/names/list-database-names.ts';
import {
  listPlainNames,
  type PlainNames,
} from '../../../../../../../build/pipeline/compose/names/fast/list-plain-names.ts';
import { clashingSchemas } from '../../../../../../support/clashing-schemas.ts';
import { componentsOf } from '../../../../../../support/compose-texts.ts';

const config = { defaultSchema: 'public', provider: 'postgresql' } as const;

function declaredIn(texts: Readonly<Record<string, string>>): (readonly Declared[])[] {
  const components = componentsOf(texts);
  return listSources(components).map(({ declared }) => declared);
}

/** The long way: an object for each name, and all checks. */
function namesOf(declared: readonly Declared[], settings: DatabaseSettings) {
  const names = listDatabaseNames(declared, settings);
  const { diagnostics, prismaPlaces } = findNameProblems(declared, names, settings);
  return {
    problems: [...diagnostics, ...prismaPlaces, ...findDuplicateNames(declared)],
    names: [
      ...declared.flatMap(({ name }) => clientNames(name)),
      ...names.filter(({ thing }) => thing !== 'foreignKey').map(keyOf),
    ],
  };
}

function namesIn(plain: PlainNames | undefined): string[] {
  return plain ? [...plain.names, ...plain.tables.flatMap((table) => table.derived())] : [];
}

describe('listPlainNames', () => {
  it('lists the names the long way finds, and only for files without a problem', () => {
    const files = { plain: 0, other: 0 };
    fc.assert(
      fc.property(clashingSchemas, fc.constantFrom('postgresql', 'sqlite'), (texts, provider) => {
        const settings = { ...config, provider } as const;
        for (const declared of declaredIn(texts)) {
          const plain = listPlainNames(declared, settings);
          files[plain && declared.length > 0 ? 'plain' : 'other'] += 1;
          if (!plain) continue;
          const { problems, names } = namesOf(declared, settings);
          const listed = namesIn(plain);
          // A derived name may be that of another table, which is found when files are compared.
          expect(problems.length > 0).toBe(new Set(listed).size < listed.length);
          expect(listed.sort()).toEqual(names.sort());
        }
      }),
      { numRuns: 800 },
    );
    expect(Math.min(files.plain, files.other)).toBeGreaterThan(300);
  });

  it.each([
    ['a mapped table and column', '  at Int @unique @map("written_at")\n  @@map("deals")'],
    ['keys of several fields', '  a Int\n  b Int @map("c")\n  @@unique([a, b])\n  @@index(fields: [b,\n a])'],
    [
      'a relation with a key',
      '  to Int\n  of Deal @relation("Of", fields: [to], references: [id], onDelete: Cascade)',
    ],
    ['lists of a name', '  left Other[] @relation("Left")\n  right Other[] @relation(name: "Right")'],
  ])('knows %s', (_, lines) => {
    const [declared = []] = declaredIn({ deals: `model Deal {\n  id Int @id\n${lines}\n}\n` });
    const { problems, names } = namesOf(declared, config);
    expect(problems).toEqual([]);
    expect(namesIn(listPlainNames(declared, config)).sort()).toEqual(names.sort());
  });

  it.each([
    ['a name of its own for an index', '@@index([id], map: "Deal_pkey")'],
    ['a table between lists', 'deals Deal[]'],
    ['a second key of the same fields', '@@unique([id])\n  @@index([id], name: "Deal_id_key")'],
    ['an index that is there twice', '@@index([id])\n  @@index(fields: [id])'],
    ['a table whose derived names Prisma would cut', `@@map("${'x'.repeat(58)}")`],
    ['a table PostgreSQL would cut', `@@map("${'x'.repeat(64)}")`],
    ['a literal with an escape', '@@map("a\\u0062")'],
  ])('leaves %s to the long way', (_, line) => {
    const [declared = []] = declaredIn({ deals: `model Deal {\n  id Int @id\n  ${line}\n}\n` });
    expect(listPlainNames(declared, config)).toBeUndefined();
  });
});
