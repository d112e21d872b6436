import { each, isAbsent, isArguments } from '../access/query-arguments.ts';
import { TenantFilters } from './tenant-filters.ts';
import { type TenantSchema } from './tenant-schema.ts';
import { TenantWrites } from './tenant-writes.ts';

/** A query as it is to be sent. */
export interface TenantQuery {
  readonly operation: string;
  readonly args: unknown;
  /** The tenant it is sent for; undefined when it comes to rows of none. */
  readonly tenant: string | undefined;
}

const byKey = new Set(['update', 'upsert', 'delete', 'findUnique', 'findUniqueOrThrow']);

/**
 * Keeps a query within its tenant, wherever it can name a model.
 *
 * @param args plain objects, as `QueryCheck` gives them
 * @param given the tenant it is done for, or `allTenants`
 * @throws TenantError without a tenant, or with data of another one
 */
export function tenantQuery(
  schema: TenantSchema,
  { model, operation, args }: { model: string; operation: string; args: unknown },
  given: string | undefined,
): TenantQuery {
  if (!schema.reaches(model)) return { operation, args, tenant: undefined };
  const filters = new TenantFilters(schema, given);
  const writes = new TenantWrites(filters);
  // Prisma joins findUnique of one tick into one query, also those of two tenants.
  const found = operation.startsWith('findUnique') ? withoutKeys(schema, model, args) : undefined;
  const single = found === undefined ? operation : operation.replace('Unique', 'First');
  const asked = found ?? args;
  const row = isArguments(asked) ? asked['where'] : undefined;
  const inner = each(filters.selections(model, asked), (key, value) => {
    switch (key) {
      case 'where':
        return byKey.has(single) ? filters.whereUnique(model, value) : filters.where(model, value);
      case 'cursor':
        // A cursor takes fields only. It is where a list begins, and not part of its filter.
        return isArguments(value) ? { ...value, ...filters.condition(model) } : value;
      case 'data':
        return single.startsWith('create') ? writes.create(model, value) : writes.update(model, value, row);
      case 'create':
        return writes.create(model, value);
      case 'update':
        return writes.update(model, value, row);
      default:
        return value;
    }
  });
  const condition = filters.condition(model);
  const isOpen =
    condition !== undefined && !single.startsWith('create') && !byKey.has(single) && !hasWhere(inner);
  return {
    operation: single,
    args: isOpen ? { ...(isArguments(inner) ? inner : {}), where: condition } : inner,
    tenant: filters.tenant,
  };
}

function hasWhere(args: unknown): boolean {
  return isArguments(args) && isArguments(args['where']);
}

/**
 * The filter that finds the row of a unique key: `{ tenantId_slug: { tenantId, slug } }` is a name for two fields that
 * findFirst does not know.
 *
 * @returns undefined when no key is complete: findFirst would find any row, and Prisma refuses findUnique.
 */
function withoutKeys(schema: TenantSchema, model: string, args: unknown): unknown {
  const where = isArguments(args) ? args['where'] : undefined;
  if (!isArguments(args) || !isArguments(where)) return undefined;
  const parts = Object.entries(where).map(([name, value]): [readonly string[], Record<string, unknown>] => {
    const fields = schema.keyOf(model, name) ?? [];
    const isName = fields.length > 0 && isArguments(value) && !schema.isField(model, name);
    return [fields, isName ? value : { [name]: value }];
  });
  const isComplete = parts.some(
    ([fields, part]) => fields.length > 0 && fields.every((field) => isValue(part[field])),
  );
  return isComplete ? { ...args, where: { AND: parts.map(([, part]) => part) } } : undefined;
}

function isValue(value: unknown): boolean {
  return !isAbsent(value) && value !== null && !isArguments(value);
}
