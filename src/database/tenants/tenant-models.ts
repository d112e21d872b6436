import { dataModelOf } from '../model-names.ts';
import { modelBlocks, relationColumns, schemaText } from './relation-columns.ts';
import { rowKey } from './row-key.ts';
import { secretFields } from './secret-fields.ts';
import { type TenantDeclaring } from './tenant-schema.ts';

/** A model whose rows belong to tenants, as far as all rows of one tenant are read or deleted. */
export interface TenantModel {
  readonly component: string;
  readonly model: string;
  /** Its name in the client. */
  readonly accessor: string;
  /** The fields a row is found by, and what a query calls them together. */
  readonly key: { readonly name: string; readonly fields: readonly string[] };
  /** Fields that are columns, without those with secrets. */
  readonly columns: readonly string[];
  /** Fields with secrets: nothing that leaves the application has them. */
  readonly secrets: readonly string[];
  /** Columns that may be empty and refer to a row that does not come before: of the model itself, or in a circle. */
  readonly loops: readonly string[];
}

/** Every model of an application whose rows belong to tenants. Injected where all of them are to be gone through. */
export class TenantModels {
  /** What others refer to comes before them. */
  readonly inOrder: readonly TenantModel[];

  constructor(models: readonly TenantModel[]) {
    this.inOrder = models;
  }
}

/**
 * The tenant models of a client, whatever component they are of.
 *
 * @param client a Prisma client
 * @param components all of them, those that are disabled or not mounted included: their rows are there
 */
export function tenantModels(
  client: object,
  components: readonly (TenantDeclaring & { readonly name: string })[],
): TenantModels {
  const owners = new Map(
    components.flatMap(({ name, access }) =>
      Object.keys(access?.tenants ?? {}).map((model) => [model, name] as const),
    ),
  );
  if (owners.size === 0) return new TenantModels([]);
  const relations = relationColumns(client);
  const blocks = new Map(modelBlocks(schemaText(client)).map(({ model, body }) => [model, body]));
  const order = referredFirst([...owners.keys()].sort(), (model) =>
    [...(relations.get(model)?.values() ?? [])].flatMap(({ target, columns }) =>
      columns.length === 0
        ? []
        : [{ target, isOptional: columns.some((name) => isOptional(blocks.get(model) ?? '', name)) }],
    ),
  );
  const fields = dataModelOf(client);
  return new TenantModels(
    order.map((model, at) => {
      const body = blocks.get(model) ?? '';
      const names = (fields[model]?.fields ?? []).flatMap(({ name, kind }) =>
        kind === 'object' ? [] : [name],
      );
      const secrets = secretFields(body).filter((name) => names.includes(name));
      const later = new Set(order.slice(at));
      const back = [...(relations.get(model)?.values() ?? [])].filter(({ target }) => later.has(target));
      return {
        component: owners.get(model) ?? '',
        model,
        accessor: model.charAt(0).toLowerCase() + model.slice(1),
        key: rowKey(model, body),
        columns: names.filter((name) => !secrets.includes(name)),
        secrets,
        loops: back.flatMap(({ columns }) => columns).filter((name) => isOptional(body, name)),
      };
    }),
  );
}

/** A reference of one model to another, which may be empty or not. */
interface Reference {
  readonly target: string;
  readonly isOptional: boolean;
}

/**
 * What others refer to comes first; in a circle, what has to be referred to before what may be.
 *
 * @param models sorted, so that the order is the same each time
 */
function referredFirst(
  models: readonly string[],
  referencesOf: (model: string) => readonly Reference[],
): string[] {
  const order: string[] = [];
  const isReady = (model: string, isBlocking: (one: Reference) => boolean): boolean =>
    referencesOf(model).every(
      (one) =>
        one.target === model ||
        !models.includes(one.target) ||
        order.includes(one.target) ||
        !isBlocking(one),
    );
  while (order.length < models.length) {
    const rest = models.filter((model) => !order.includes(model));
    const next =
      rest.find((model) => isReady(model, () => true)) ??
      rest.find((model) => isReady(model, ({ isOptional }) => !isOptional)) ??
      rest[0];
    if (next !== undefined) order.push(next);
  }
  return order;
}

function isOptional(body: string, field: string): boolean {
  return new RegExp(`^[ \\t]*${field}[ \\t]+\\w+\\?`, 'm').test(body);
}
