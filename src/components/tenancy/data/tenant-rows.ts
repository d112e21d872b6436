import { type TenantModel } from '@/database';

/** What of a client's model is used to go through all rows of a tenant, whichever model it is. */
interface AnyModel {
  readonly findMany: (args: object) => Promise<Record<string, unknown>[]>;
  readonly count: () => Promise<number>;
  readonly deleteMany: (args: object) => Promise<{ count: number }>;
  readonly updateMany: (args: object) => Promise<{ count: number }>;
}

const atOnce = 1000;

/**
 * All rows of one tenant in one model, in the order of its key.
 *
 * @param client of `asSystem` for that tenant: it keeps every query within it
 */
export async function* readRows(
  client: object,
  { accessor, key, columns }: TenantModel,
): AsyncGenerator<Record<string, unknown>> {
  const model = modelOf(client, accessor);
  const fields = new Set([...columns, ...key.fields]);
  const select = Object.fromEntries([...fields].map((field) => [field, true]));
  const orderBy = key.fields.map((field) => ({ [field]: 'asc' }));
  let last: Record<string, unknown> | undefined;
  do {
    const cursor = last && { cursor: cursorOf(key, last), skip: 1 };
    const rows = await model.findMany({ select, orderBy, take: atOnce, ...cursor });
    for (const row of rows) yield Object.fromEntries(columns.map((field) => [field, row[field]]));
    last = rows.length < atOnce ? undefined : rows.at(-1);
  } while (last !== undefined);
}

/** How many rows the tenant has. */
export async function countRows(client: object, { accessor }: TenantModel): Promise<number> {
  return await modelOf(client, accessor).count();
}

/** Deletes all rows of the tenant, some at a time: no statement takes long. @returns how many there were */
export async function deleteRows(client: object, { accessor, loops }: TenantModel): Promise<number> {
  const model = modelOf(client, accessor);
  // Rows that refer to each other could not go one after the other.
  if (loops.length > 0)
    await model.updateMany({ data: Object.fromEntries(loops.map((field) => [field, null])) });
  let deleted = 0;
  for (let count = atOnce; count === atOnce; deleted += count) {
    ({ count } = await model.deleteMany({ limit: atOnce }));
  }
  return deleted;
}

function cursorOf({ name, fields }: TenantModel['key'], row: Record<string, unknown>): object {
  const values = Object.fromEntries(fields.map((field) => [field, row[field]]));
  return fields.length === 1 ? values : { [name]: values };
}

function modelOf(client: object, accessor: string): AnyModel {
  const model: unknown = Reflect.get(client, accessor);
  if (isModel(model)) return model;
  throw new TypeError(`The client has no ${accessor}`);
}

function isModel(value: unknown): value is AnyModel {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['findMany', 'count', 'deleteMany', 'updateMany'].every(
      (name) => typeof Reflect.get(value, name) === 'function',
    )
  );
}
