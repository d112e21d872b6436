import { type Declared } from '../../../model/scanned-source.ts';
import { groupBy } from '../../../model/names/group-by.ts';
import { foreignKeyFields, type OneSidedRelation, relationName } from '../../../model/one-sided-relation.ts';

/**
 * The name both sides of each relation get. Prisma tells several relations between two models apart by it, so all
 * unnamed ones but a lone many-to-many get `Model_field`. That one keeps none, because its table is called after it.
 */
export function shareRelationNames(
  relations: readonly OneSidedRelation[],
): ReadonlyMap<OneSidedRelation, string | undefined> {
  const pairs = groupBy(relations, ({ author, owner }) => `${author.name} ${owner.name}`);
  return new Map(
    [...pairs.values()].flatMap((pair) => {
      const unnamed = pair.filter((one) => one.relationName === undefined);
      const lists = unnamed.filter(({ field }) => foreignKeyFields(field) === undefined);
      const taken = new Set(pair.flatMap(({ author, owner }) => namesBetween(author, owner)));
      return pair.map((one) => {
        const staysUnnamed = unnamed.length < 2 || (lists.length === 1 && lists[0] === one);
        return [one, one.relationName ?? (staysUnnamed ? undefined : freeName(one, taken))] as const;
      });
    }),
  );
}

/** Those the authors gave: a made-up name must not join two relations. */
function namesBetween(author: Declared, owner: Declared): string[] {
  return [...author.fields, ...owner.fields].flatMap((field) => relationName(field) ?? []);
}

function freeName({ author, field }: OneSidedRelation, taken: ReadonlySet<string>): string {
  const name = `${author.name}_${field.name}`;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
