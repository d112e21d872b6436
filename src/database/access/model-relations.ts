import { dataModelOf } from '../model-names.ts';

/** The relations of each model: field and the model it leads to. */
export type ModelRelations = ReadonlyMap<string, ReadonlyMap<string, string>>;

const known = new WeakMap<object, ModelRelations>();

/** @param client a Prisma client; the same map as long as its schema is the same */
export function relationsOf(client: object): ModelRelations {
  const models = dataModelOf(client);
  const relations =
    known.get(models) ??
    new Map(
      Object.entries(models).map(([model, { fields }]) => [
        model,
        new Map(fields.flatMap(({ name, kind, type }) => (kind === 'object' ? [[name, type ?? '']] : []))),
      ]),
    );
  known.set(models, relations);
  return relations;
}
