import { TenantError } from '../../context/index.ts';
import { each, isAbsent, isArguments } from '../access/query-arguments.ts';
import { type Relation } from './relation-columns.ts';
import { isSameTenant, type TenantValue } from './tenant-column.ts';
import { type TenantFilters } from './tenant-filters.ts';

/** Where nested data is written from: the relation, and what is known of the row it hangs on. */
interface Parent {
  readonly relation: Relation;
  readonly row: unknown;
}

/** Keeps what one query writes within its tenant: new rows get it, and no row is given to another one. */
export class TenantWrites {
  readonly #filters: TenantFilters;

  constructor(filters: TenantFilters) {
    this.#filters = filters;
  }

  /** The data of new rows. */
  create(model: string, data: unknown, parent?: Parent): unknown {
    if (Array.isArray(data)) return data.map((one: unknown) => this.create(model, one, parent));
    const field = this.#filters.schema.fieldOf(model);
    const tenant = this.#filters.columnOf(model);
    const inner = this.#relations(model, isAbsent(data) ? {} : data, data);
    if (field === undefined || !isArguments(inner)) return inner;
    const given = inner[field];
    if (!isAbsent(given)) {
      this.#require(model, field, given);
      return inner;
    }
    const from = parent && this.#filters.schema.relation(parent.relation.target, parent.relation.opposite);
    const isFromParent = from?.columns.includes(field) === true;
    const carrying = this.#carrying(model, field);
    if (isFromParent || carrying.some((relation) => !isAbsent(inner[relation.field]))) return inner;
    if (tenant === undefined) {
      throw new TenantError(
        'ACCESS.NO_TENANT',
        `A new row of "${model}" belongs to one tenant, and this query is done for all. Say whose it is: "${field}".`,
      );
    }
    return { ...inner, ...this.#tenantFor(model, field, tenant, inner) };
  }

  /** Changes of rows that are there. */
  update(model: string, data: unknown, row?: unknown): unknown {
    const field = this.#filters.schema.fieldOf(model);
    if (field !== undefined && isArguments(data) && !isAbsent(data[field])) {
      const value = data[field];
      this.#require(model, field, isArguments(value) ? value['set'] : value);
    }
    return this.#relations(model, data, row);
  }

  /** Prisma takes columns and relations that are columns in one object only where they are none of the same kind. */
  #tenantFor(model: string, field: string, tenant: TenantValue, data: Record<string, unknown>): object {
    const isLinking = this.#filters.schema
      .relationsOf(model)
      .some((relation) => relation.columns.length > 0 && !isAbsent(data[relation.field]));
    const own = this.#carrying(model, field).find(({ columns }) => columns.length === 1);
    if (!isLinking || own === undefined) return { [field]: tenant };
    return { [own.field]: { connect: { [own.references[0] ?? 'id']: tenant } } };
  }

  #carrying(model: string, field: string): Relation[] {
    return this.#filters.schema.relationsOf(model).filter(({ columns }) => columns.includes(field));
  }

  #relations(model: string, data: unknown, row: unknown): unknown {
    return each(data, (key, value) => {
      const relation = this.#filters.schema.relation(model, key);
      if (relation === undefined || isAbsent(value) || !isArguments(value)) return value;
      this.#filters.tenantOf(relation.target);
      this.#requireParent(relation, row);
      return each(value, (operation, write) =>
        isAbsent(write) ? write : this.#nested(model, relation, operation, write, row),
      );
    });
  }

  #nested(model: string, relation: Relation, operation: string, write: unknown, row: unknown): unknown {
    const { target, isList } = relation;
    const parent = { relation, row };
    this.#requireOwnTenant(model, relation, operation, write);
    const many = (change: (one: Record<string, unknown>) => unknown): unknown =>
      Array.isArray(write)
        ? write.map((one: unknown) => (isArguments(one) ? change(one) : one))
        : isArguments(write)
          ? change(write)
          : write;
    const where = (one: unknown): unknown =>
      isList ? this.#filters.whereUnique(target, one) : this.#filters.where(target, one);
    switch (operation) {
      case 'create':
        return this.create(target, write, parent);
      case 'createMany':
        return many((one) => ({ ...one, data: this.create(target, one['data'], parent) }));
      case 'connect':
      case 'set':
        return this.#filters.whereUnique(target, write);
      case 'connectOrCreate':
        return many((one) => ({
          ...one,
          where: this.#filters.whereUnique(target, one['where']),
          create: this.create(target, one['create'], parent),
        }));
      case 'disconnect':
      case 'delete':
        if (
          write === false ||
          (write === true && operation === 'disconnect' && relation.columns.length > 0)
        ) {
          return write;
        }
        return write === true ? (this.#filters.condition(target) ?? true) : where(write);
      case 'deleteMany':
        return Array.isArray(write)
          ? write.map((one: unknown) => this.#filters.where(target, one))
          : this.#filters.where(target, write);
      case 'updateMany':
        return many((one) => ({
          ...one,
          where: this.#filters.where(target, one['where']),
          data: this.update(target, one['data']),
        }));
      case 'update':
        return many((one) => {
          const around = isList || this.#isAround(target, one) ? one : { data: one };
          return this.#optional(
            { ...around, data: this.update(target, around['data'], around['where']) },
            where(around['where']),
          );
        });
      case 'upsert':
        return many((one) =>
          this.#optional(
            {
              ...one,
              create: this.create(target, one['create'], parent),
              update: this.update(target, one['update'], one['where']),
            },
            where(one['where']),
          ),
        );
      default:
        throw new TypeError(`"${operation}" of the relation "${relation.field}" of "${model}" is not known`);
    }
  }

  #optional(write: Record<string, unknown>, where: unknown): Record<string, unknown> {
    return isAbsent(where) ? write : { ...write, where };
  }

  /** Of a relation to one, `update` takes data, or data with a `where` around it. The model may have a field `data`. */
  #isAround(model: string, update: Record<string, unknown>): boolean {
    if (
      !isArguments(update['data']) ||
      !Object.keys(update).every((key) => key === 'data' || key === 'where')
    ) {
      return false;
    }
    return (
      'where' in update ||
      !this.#filters.schema.isField(model, 'data') ||
      Object.keys(update['data']).every((key) => this.#filters.schema.isField(model, key))
    );
  }

  /** @throws TenantError when a row that is no tenant's own gives its key as tenant to those that are written with it. */
  #requireParent({ target, opposite }: Relation, row: unknown): void {
    const field = this.#filters.schema.fieldOf(target);
    const back = this.#filters.schema.relation(target, opposite);
    const at = field === undefined ? -1 : (back?.columns.indexOf(field) ?? -1);
    // A parent with tenants has been kept within its own.
    if (at < 0 || back === undefined || this.#filters.schema.fieldOf(back.target) !== undefined) return;
    const key = back.references[at] ?? 'id';
    this.#require(target, field ?? '', isArguments(row) ? row[key] : undefined);
  }

  /** @throws TenantError when a relation that is the tenant's column is set to another one. */
  #requireOwnTenant(model: string, relation: Relation, operation: string, write: unknown): void {
    const field = this.#filters.schema.fieldOf(model);
    const at = field === undefined ? -1 : relation.columns.indexOf(field);
    if (field === undefined || at < 0 || this.#filters.schema.fieldOf(relation.target) !== undefined) return;
    if (operation === 'update') return;
    const key = relation.references[at] ?? 'id';
    const row = isArguments(write) && operation === 'connectOrCreate' ? write['where'] : write;
    this.#require(model, field, isArguments(row) ? row[key] : undefined);
  }

  #require(model: string, field: string, given: unknown): void {
    const tenant = this.#filters.columnOf(model);
    if (tenant === undefined || isSameTenant(given, tenant)) return;
    throw new TenantError(
      'ACCESS.FOREIGN_TENANT',
      `A row of "${model}" would get another tenant than the one it is written for. Leave "${field}" out: it is filled in.`,
    );
  }
}
