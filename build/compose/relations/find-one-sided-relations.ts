import { type Declared } from '../names/declared.ts';
import { groupBy } from '../names/group-by.ts';
import { type Field } from '../read-declarations.ts';
import { foreignKeyFields, type OneSidedRelation, relationName } from './one-sided-relation.ts';

/**
 * Relations to models of other components that have no opposite there. Inside a component Prisma's own rule stays:
 * its author owns both models and writes both sides. `declarations` are by file and position.
 */
export function findOneSidedRelations(declarations: readonly Declared[]): OneSidedRelation[] {
  const models = new Map<string, Declared>();
  for (const [name, [model, ...others]] of groupBy(declarations, (declared) => declared.name)) {
    // Which of two models of one name is meant nobody can know; the doubled name is reported.
    if (model && others.length === 0 && hasRelations(model)) models.set(name, model);
  }
  return [...models.values()].flatMap((author) => {
    const relations = author.fields.flatMap((field) => {
      const owner = field.type === undefined ? undefined : models.get(field.type);
      return owner && owner.component !== author.component ? [{ field, owner }] : [];
    });
    return relations
      .filter(({ field, owner }) => isComplete(field) && !hasOpposite(field, author, owner))
      .map(({ field, owner }) => ({
        author,
        field,
        owner,
        relationName: relationName(field),
        hasSiblings: relations.filter((other) => other.owner === owner).length > 1,
      }));
  });
}

function hasRelations({ kind, block }: Declared): boolean {
  return (kind === 'model' || kind === 'view') && block.closeOffset !== undefined;
}

/** A single row without a foreign key on this side needs one on the other, which only its owner can add. */
function isComplete(field: Field): boolean {
  return field.isList || foreignKeyFields(field) !== undefined;
}

function hasOpposite(field: Field, author: Declared, owner: Declared): boolean {
  const name = relationName(field);
  return owner.fields.some((other) => other.type === author.name && relationName(other) === name);
}
