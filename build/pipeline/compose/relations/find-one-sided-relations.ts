import { type Declared } from '../../../model/scanned-source.ts';
import { type ScannedSource } from '../../../model/scanned-source.ts';
import { groupBy } from '../../../model/names/group-by.ts';
import { type Field } from '../../../prisma-language/read-declarations.ts';
import { foreignKeyFields, type OneSidedRelation, relationName } from '../../../model/one-sided-relation.ts';

/**
 * Relations to models of other components that have no opposite there. Inside a component Prisma's own rule stays:
 * its author owns both models and writes both sides. `sources` are by name; a file without relations to other components costs nothing.
 */
export function findOneSidedRelations(sources: readonly ScannedSource[]): OneSidedRelation[] {
  const outward = groupBy(
    sources.flatMap((source) => source.outward),
    ({ author }) => author.name,
  );
  const models = modelsNamed(
    new Set([...outward].flatMap(([name, fields]) => [name, ...fields.map(({ type }) => type)])),
    sources,
  );
  return [...outward].flatMap(([name, fields]) => {
    const author = models.get(name);
    if (!author) return [];
    const relations = fields.flatMap(({ field, type }) => {
      const owner = models.get(type);
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

/** Leaves out models of one name: which of them a relation means is unknown, and the doubled name is reported. */
function modelsNamed(names: ReadonlySet<string>, sources: readonly ScannedSource[]): Map<string, Declared> {
  const models = new Map<string, Declared>();
  if (names.size === 0) return models;
  const wanted = sources.flatMap(({ declared }) => declared.filter(({ name }) => names.has(name)));
  for (const [name, [model, ...others]] of groupBy(wanted, (declared) => declared.name)) {
    if (model && others.length === 0 && hasRelations(model)) models.set(name, model);
  }
  return models;
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
