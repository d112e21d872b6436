import { z } from 'zod';

/** The parts we read of the data model inside the generated client. */
const RuntimeDataModel = z.object({
  models: z.record(
    z.string(),
    z.object({
      dbName: z.string().nullish(),
      fields: z.array(
        z.object({
          name: z.string(),
          kind: z.string().optional(),
          /** Of a relation: the model it leads to. */
          type: z.string().optional(),
          relationName: z.string().optional(),
          dbName: z.string().nullish(),
        }),
      ),
    }),
  ),
});

type DataModel = z.infer<typeof RuntimeDataModel>['models'];

/** A client outlives many applications in the loop; hundreds of models take milliseconds to check. */
const known = new WeakMap<object, DataModel>();

/**
 * The models of a client, by name.
 * @param client a Prisma client. Its data model is no public API: without it, there are none.
 */
export function dataModelOf(client: object): DataModel {
  const source: unknown = Reflect.get(client, '_runtimeDataModel');
  if (typeof source !== 'object' || source === null) return {};
  const models = known.get(source) ?? RuntimeDataModel.safeParse(source).data?.models ?? {};
  known.set(source, models);
  return models;
}

/** Translates the database's table and column names into the model's field names. */
export interface ModelNames {
  /** The field behind a column; the column's own name when no model is known to have it. */
  field: (table: string, column: string) => string;
  /** The table of a model; undefined for an unknown one. */
  table: (model: string) => string | undefined;
}

/** @param client a Prisma client; where its data model is not known, columns keep their names. */
export function modelNames(client: object): ModelNames {
  const models = dataModelOf(client);
  const tables = new Map(Object.entries(models).map(([name, model]) => [model.dbName ?? name, model]));
  return {
    table: (name) => models[name] && (models[name].dbName ?? name),
    field: (table, column) =>
      tables.get(table)?.fields.find(({ name, dbName }) => (dbName ?? name) === column)?.name ?? column,
  };
}
