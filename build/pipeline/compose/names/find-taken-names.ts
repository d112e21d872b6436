import { composeCodes } from '../compose-codes.ts';
import { type DatabaseName, labelOf, placeOf, prismaPlaces } from '../../../model/names/database-name.ts';
import { groupBy } from '../../../model/names/group-by.ts';
import { isSettled, type NameOwners, noOwners } from '../../../model/names/name-owners.ts';
import { describeParties, type NameProblems, type Party } from './name-problem.ts';
import { prefixedName } from '../../../model/names/suggest-name.ts';
import { keyOf } from '../../../postgres/names/key-of.ts';

/** Names two things of the database would share: tables and enum types, and indexes, keys and constraints. */
export function findTakenNames(
  names: readonly DatabaseName[],
  defaultSchema: string,
  owners: NameOwners = noOwners,
): NameProblems {
  const { taken, repeated } = countNames(names);
  const doubled = [
    ...collisions(repeated.filter(isType), keyOf).map((all) => ({
      code: composeCodes.duplicateTable,
      all,
    })),
    ...collisions(repeated.filter(isRelation), keyOf)
      .filter((all) => all.some(({ thing }) => thing !== 'table'))
      .map((all) => ({ code: composeCodes.duplicateConstraint, all })),
    ...collisions(repeated.filter(isConstraint), inTable)
      .filter((all) => all.some(({ thing }) => thing === 'foreignKey'))
      .map((all) => ({ code: composeCodes.duplicateConstraint, all })),
  ];
  return {
    diagnostics: doubled
      .filter(({ all }) => !followsFromAnother(all))
      .flatMap(({ code, all }) =>
        describeParties(
          code,
          all.map((one): Party & { one: DatabaseName } => ({
            label: labelOf(one),
            component: one.owner.component,
            place: placeOf(one),
            isSettled: isSettled(one, owners, defaultSchema),
            one,
          })),
          (who) => `${titleOf(all)} ${quoted(all, defaultSchema)} would belong to ${who} at once.`,
          ({ one }) => hintFor(one, all, taken),
        ),
      ),
    prismaPlaces: doubled.flatMap(({ all }) => all.flatMap(prismaPlaces)),
  };
}

/** Nearly every name is there once; only the others are worth sorting by schema and table. */
function countNames(names: readonly DatabaseName[]) {
  const taken = new Set<string>();
  const again = new Set<string>();
  for (const { name } of names) {
    if (taken.has(name)) again.add(name);
    taken.add(name);
  }
  return { taken, repeated: names.filter(({ name }) => again.has(name)) };
}

const isType = ({ thing }: DatabaseName) => thing === 'table' || thing === 'enum';
const isRelation = ({ thing }: DatabaseName) =>
  thing === 'table' || thing === 'index' || thing === 'primaryKey';
const isConstraint = ({ thing }: DatabaseName) => thing === 'foreignKey' || thing === 'primaryKey';
const inTable = ({ schema, table, name }: DatabaseName) => `${keyOf({ schema, name: table })}\n${name}`;

function collisions(
  names: readonly DatabaseName[],
  key: (name: DatabaseName) => string,
): (readonly DatabaseName[])[] {
  return [...groupBy(names, key).values()].filter((group) => group.length > 1);
}

/**
 * Two models of one name, or on one table, clash in every name that follows from it: renaming the model, or its table,
 * ends that. Names that two of them wrote out themselves stay, and so they are problems of their own; only constraints
 * are apart as soon as their tables are.
 */
function followsFromAnother(all: readonly DatabaseName[]): boolean {
  const isPerTable = all.some(({ thing }) => thing === 'foreignKey');
  if (!isPerTable && all.filter(({ isExplicit }) => isExplicit).length > 1) return false;
  const isOneTable = all.every(({ thing, table }) => thing !== 'table' && table === all[0]?.table);
  const isOneOwner = all.every(({ owner }) => owner === all[0]?.owner);
  const isOneName = all.every(({ owner }) => owner.name === all[0]?.owner.name);
  return !isOneOwner && (isOneName || isOneTable);
}

function titleOf(all: readonly DatabaseName[]): string {
  const things = new Set(all.map(({ thing }) => thing));
  if (things.size > 1) return 'The database name';
  if (things.has('table')) return 'Table';
  if (things.has('enum')) return 'Enum type';
  return things.has('foreignKey') ? 'Constraint' : 'Index';
}

function quoted(all: readonly DatabaseName[], defaultSchema: string): string {
  const { schema = defaultSchema, name = '' } = all[0] ?? {};
  return schema === defaultSchema ? `"${name}"` : `"${schema}"."${name}"`;
}

function hintFor(first: DatabaseName, all: readonly DatabaseName[], taken: ReadonlySet<string>): string {
  // Renaming an index moves no data, renaming a table might.
  const one = all.find(({ rename }) => rename === 'attributeMap') ?? first;
  const name = prefixedName(one.owner.component, one.name, taken);
  switch (one.rename) {
    case 'blockMap': {
      const either = all.every(({ thing }) => thing === 'table')
        ? '; if both mean the same rows, keep one'
        : '';
      return `Give the newer one a name of its own, for example @@map("${name}") in ${labelOf(one)}${either}.`;
    }
    case 'attributeMap':
      return `Name one of them, for example map: "${name}" in the ${labelOf(one)}.`;
    case 'relationName': {
      const relation = prefixedName(one.owner.component, one.table.slice(1), taken);
      return `Name the relation, for example @relation("${relation}") on both fields of the ${labelOf(one)}.`;
    }
  }
}
