import { tenantId, TenantError } from '../../context/index.ts';
import { each, isAbsent, isArguments } from '../access/query-arguments.ts';
import { allTenants } from './session.ts';
import { type TenantValue, tenantValue } from './tenant-column.ts';
import { type TenantSchema } from './tenant-schema.ts';

type Condition = Readonly<Record<string, unknown>>;

/**
 * Keeps what one query reads within its tenant: the `where` of the query itself, of included lists and counts, and every
 * filter by a relation, which would otherwise tell whether a row of another tenant exists.
 */
export class TenantFilters {
  readonly schema: TenantSchema;
  readonly #given: string | undefined;
  #tenant: string | undefined;

  /** @param given the tenant it is done for, not yet checked, or `allTenants` */
  constructor(schema: TenantSchema, given: string | undefined) {
    this.schema = schema;
    this.#given = given;
  }

  /** The tenant; undefined while nothing of a tenant was asked for. */
  get tenant(): string | undefined {
    return this.#tenant;
  }

  /** The tenant of a model's rows; undefined where they have none, or may be of all. @throws TenantError without a tenant */
  tenantOf(model: string): string | undefined {
    if (this.schema.fieldOf(model) === undefined) return undefined;
    if (this.#given === undefined) {
      throw new TenantError(
        'ACCESS.NO_TENANT',
        `The rows of "${model}" belong to tenants, and this query is done for none. A request has the tenant of its principal; ` +
          `a job, a seed or a command says it: withTenant(id, work). Rows of all tenants: asSystem(reason, { tenants: 'all' }).`,
      );
    }
    this.#tenant ??= this.#given === allTenants ? allTenants : tenantId(this.#given);
    return this.#tenant === allTenants ? undefined : this.#tenant;
  }

  /** What the model's column has of the tenant; undefined where it may be of all. @throws TenantError */
  columnOf(model: string): TenantValue | undefined {
    const tenant = this.tenantOf(model);
    const column = this.schema.columnOf(model);
    return tenant === undefined || column === undefined ? undefined : tenantValue(column, tenant);
  }

  /** What rows of a model have to meet; undefined when that is nothing. */
  condition(model: string): Condition | undefined {
    const value = this.columnOf(model);
    const field = this.schema.fieldOf(model);
    return value === undefined || field === undefined ? undefined : { [field]: value };
  }

  /** A filter that only meets rows of the tenant. */
  where(model: string, where: unknown): unknown {
    const condition = this.condition(model);
    const inner = this.relations(model, where);
    if (condition === undefined) return inner;
    return isAbsent(inner) || inner === null ? condition : { AND: [inner, condition] };
  }

  /** The same for what names one row by a key, which has to stay at the top. */
  whereUnique(model: string, where: unknown): unknown {
    if (Array.isArray(where)) return where.map((one: unknown) => this.whereUnique(model, one));
    const condition = this.condition(model);
    const inner = this.relations(model, where);
    if (condition === undefined || !isArguments(inner)) return inner;
    const and = isAbsent(inner['AND']) ? [] : [inner['AND']].flat();
    return { ...inner, AND: [...and, condition] };
  }

  /** A filter as it was, with its filters by relations kept within the tenant. */
  relations(model: string, where: unknown): unknown {
    return each(where, (key, value) => {
      const relation = this.schema.relation(model, key);
      if (relation !== undefined) return this.#byRelation(relation.target, value);
      return key === 'AND' || key === 'OR' || key === 'NOT' ? this.relations(model, value) : value;
    });
  }

  #byRelation(target: string, filter: unknown): unknown {
    if (!isArguments(filter)) {
      this.tenantOf(target);
      return filter;
    }
    const isPlain = !['some', 'every', 'none', 'is', 'isNot'].some((key) => key in filter);
    if (isPlain) return this.where(target, filter);
    return each(filter, (key, value) => {
      if (!isArguments(value)) {
        this.tenantOf(target);
        return value;
      }
      if (key !== 'every') return this.where(target, value);
      // Rows of other tenants are not there, so they cannot spoil it.
      const condition = this.condition(target);
      const inner = this.relations(target, value);
      return condition === undefined ? inner : { OR: [inner, { NOT: condition }] };
    });
  }

  /** What an included relation takes, or the query itself but for its `where` and `data`. */
  selections(model: string, args: unknown): unknown {
    return each(args, (key, value) => {
      if (key === 'include' || key === 'select') return this.#selection(model, value);
      if (key === 'orderBy') this.#touch(model, value);
      return value;
    });
  }

  /** What an included relation takes. */
  included(model: string, field: string, args: unknown): unknown {
    const relation = this.schema.relation(model, field);
    if (relation === undefined || isAbsent(args) || args === false || args === null) return args;
    const { target, isList } = relation;
    const condition = this.condition(target);
    const inner = this.selections(target, args);
    // A relation to one takes no filter: row-level security and the composite key keep it within the tenant.
    if (!isList) return inner;
    if (!isArguments(inner)) return condition === undefined ? inner : { where: condition };
    const where = this.where(target, inner['where']);
    const cursor = isArguments(inner['cursor']) ? { cursor: { ...inner['cursor'], ...condition } } : {};
    return { ...inner, ...cursor, ...(isAbsent(where) ? {} : { where }) };
  }

  #selection(model: string, selection: unknown): unknown {
    return each(selection, (key, value) =>
      key === '_count' ? this.#counts(model, value) : this.included(model, key, value),
    );
  }

  #counts(model: string, counts: unknown): unknown {
    if (counts === true) {
      const lists = this.schema.relationsOf(model).filter(({ isList }) => isList);
      const isWithin = lists.every(({ target }) => this.condition(target) === undefined);
      if (isWithin) return counts;
      return {
        select: Object.fromEntries(lists.map(({ field }) => [field, this.included(model, field, true)])),
      };
    }
    return each(counts, (key, value) =>
      key === 'select' ? each(value, (field, one) => this.included(model, field, one)) : value,
    );
  }

  /** Sorting by what belongs to tenants needs one. */
  #touch(model: string, orderBy: unknown): void {
    each(orderBy, (key, value) => {
      const relation = this.schema.relation(model, key);
      if (relation !== undefined) {
        this.tenantOf(relation.target);
        this.#touch(relation.target, value);
      }
      return value;
    });
  }
}
