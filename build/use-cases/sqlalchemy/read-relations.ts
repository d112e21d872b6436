import { cutToBytes, longestName } from '../../postgres/names/fit-name.ts';
import { type ForeignKey, type JoinTable, type Relation } from './data-model.ts';
import { type DMMF } from './dmmf.ts';

/** Foreign keys by field, by model. */
type ForeignKeys = ReadonlyMap<string, ReadonlyMap<string, ForeignKey>>;

/** The fields of a model that lead to other models. Where the other side is not in the client, there is none. */
export function readRelations(
  model: DMMF.Model,
  models: readonly DMMF.Model[],
  keys: ForeignKeys,
): readonly Relation[] {
  return model.fields.flatMap((field): Relation[] => {
    const back = otherSide(model, field, models);
    if (!back) return [];
    const own = keys.get(model.name)?.get(field.name);
    const foreignKey = own ?? keys.get(field.type)?.get(back.name);
    if (!foreignKey && !(field.isList && back.isList)) return [];
    return [
      {
        field: field.name,
        target: field.type,
        back: back.name,
        name: field.relationName ?? '',
        side: own ? 'owner' : foreignKey ? 'inverse' : 'many',
        isList: field.isList,
        isRequired: field.isRequired,
        documentation: field.documentation,
        foreignKey,
      },
    ];
  });
}

/**
 * The tables behind implicit many-to-many relations. Column `A` is of the model, in a relation with itself of the
 * field, that comes first by name.
 */
export function readJoinTables(models: readonly DMMF.Model[]): readonly JoinTable[] {
  return models.flatMap((model) =>
    model.fields.flatMap((field): JoinTable[] => {
      const back = otherSide(model, field, models);
      if (!back || !field.isList || !back.isList) return [];
      const isFirst = model.name === field.type ? field.name < back.name : model.name < field.type;
      if (!isFirst) return [];
      const relation = field.relationName ?? '';
      return [
        {
          relation,
          table: cutToBytes(`_${relation}`, longestName),
          schema: model.schema ?? undefined,
          a: { model: model.name, field: field.name },
          b: { model: field.type, field: back.name },
        },
      ];
    }),
  );
}

function otherSide(
  model: DMMF.Model,
  field: DMMF.Field,
  models: readonly DMMF.Model[],
): DMMF.Field | undefined {
  if (field.kind !== 'object') return undefined;
  return models
    .find(({ name }) => name === field.type)
    ?.fields.find(
      (one) =>
        one.kind === 'object' &&
        one.relationName === field.relationName &&
        one.type === model.name &&
        !(model.name === field.type && one.name === field.name),
    );
}
