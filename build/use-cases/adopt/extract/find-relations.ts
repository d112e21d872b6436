import { foreignKeyFields, relationName } from '../../../model/one-sided-relation.ts';
import { type Field } from '../../../prisma-language/read-declarations.ts';
import { type CrossingRelation, type Placed, type PlacedField } from './extraction.ts';

/** Relations between what moves and what stays, by the side that has to hold them. */
export interface Crossing {
  /** The foreign key is in a model that moves. */
  readonly outward: readonly CrossingRelation[];
  /** The foreign key is in a model that stays. */
  readonly inward: readonly CrossingRelation[];
  /** Many to many: either side can be the written one; `kept` is the one that moves. */
  readonly open: readonly CrossingRelation[];
}

/** @param staying every model that does not move, of all components */
export function findRelations(moved: readonly Placed[], staying: readonly Placed[]): Crossing {
  const outward: CrossingRelation[] = [];
  const inward: CrossingRelation[] = [];
  const open: CrossingRelation[] = [];
  const seen = new Set<Field>();
  const others = new Map(staying.map((one) => [one.declaration.block.name, one]));
  for (const own of moved) {
    for (const field of own.declaration.fields) {
      const other = field.type === undefined ? undefined : others.get(field.type);
      if (!other) continue;
      const mine: PlacedField = { of: own, field };
      const opposite = oppositeOf(mine, other);
      if (opposite) seen.add(opposite.field);
      if (foreignKeyFields(field)) outward.push({ kept: mine, completed: opposite });
      else if (opposite && foreignKeyFields(opposite.field)) inward.push({ kept: opposite, completed: mine });
      else if (field.isList) open.push({ kept: mine, completed: opposite });
    }
  }
  const ownByName = new Map(moved.map((one) => [one.declaration.block.name, one]));
  for (const other of staying) {
    for (const field of other.declaration.fields) {
      if (seen.has(field) || field.type === undefined || !ownByName.has(field.type)) continue;
      // Its author wrote this side only.
      inward.push({ kept: { of: other, field }, completed: undefined });
    }
  }
  return { outward, inward, open };
}

/** The field on the other side: of the relation's name, or the only one that has none. */
function oppositeOf({ of, field }: PlacedField, other: Placed): PlacedField | undefined {
  const found = other.declaration.fields.find(
    (one) => one.type === of.declaration.block.name && relationName(one) === relationName(field),
  );
  return found && { of: other, field: found };
}
