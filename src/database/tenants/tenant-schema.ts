import { dataModelOf } from '../model-names.ts';
import { type Relation, relationColumns, schemaText } from './relation-columns.ts';
import { nativeTypes, type TenantColumn } from './tenant-column.ts';
import { uniqueKeys } from './unique-keys.ts';

/** What the registry says of a component's tenants: the column of each model, `{ Note: 'tenantId' }`. */
export interface TenantDeclaring {
  readonly access?: { readonly tenants?: Readonly<Record<string, string>> | undefined } | undefined;
}

/** Which models have tenants, and how the others lead to them. */
export interface TenantSchema {
  /** The field with the tenant's id; undefined for a model whose rows belong to no tenant. */
  readonly fieldOf: (model: string) => string | undefined;
  /** The column that field is; undefined for a model whose rows belong to no tenant. */
  readonly columnOf: (model: string) => TenantColumn | undefined;
  readonly relation: (model: string, field: string) => Relation | undefined;
  readonly relationsOf: (model: string) => readonly Relation[];
  readonly isField: (model: string, name: string) => boolean;
  /** The fields that a name of a unique key stands for; undefined for what is none. */
  readonly keyOf: (model: string, name: string) => readonly string[] | undefined;
  /** Whether a query of this model can come to rows of tenants. */
  readonly reaches: (model: string) => boolean;
}

/**
 * @param client a Prisma client
 * @returns undefined when no model has tenants
 */
export function tenantSchema(
  client: object,
  components: readonly TenantDeclaring[],
): TenantSchema | undefined {
  const fields = new Map(components.flatMap(({ access }) => Object.entries(access?.tenants ?? {})));
  if (fields.size === 0) return undefined;
  const models = dataModelOf(client);
  const relations = relationColumns(client);
  const keys = uniqueKeys(client);
  const names = new Map(
    Object.entries(models).map(([model, one]) => [model, new Set(one.fields.map(({ name }) => name))]),
  );
  const native = nativeTypes(schemaText(client));
  const columns = new Map(
    [...fields].map(([model, field]): [string, TenantColumn] => {
      const { type = 'String' } = models[model]?.fields.find(({ name }) => name === field) ?? {};
      return [model, { model, field, type, native: native.get(`${model}.${field}`) }];
    }),
  );
  const reaching = reachingModels(new Set(fields.keys()), relations);
  return {
    fieldOf: (model) => fields.get(model),
    columnOf: (model) => columns.get(model),
    relation: (model, field) => relations.get(model)?.get(field),
    relationsOf: (model) => [...(relations.get(model)?.values() ?? [])],
    isField: (model, name) => names.get(model)?.has(name) === true,
    keyOf: (model, name) => keys.get(model)?.get(name),
    reaches: (model) => reaching.has(model),
  };
}

function reachingModels(
  tenants: ReadonlySet<string>,
  relations: ReadonlyMap<string, ReadonlyMap<string, Relation>>,
): ReadonlySet<string> {
  const reaching = new Set(tenants);
  for (let before = -1; before !== reaching.size;) {
    before = reaching.size;
    for (const [model, leading] of relations) {
      if ([...leading.values()].some(({ target }) => reaching.has(target))) reaching.add(model);
    }
  }
  return reaching;
}
