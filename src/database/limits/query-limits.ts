import { each, isAbsent, isArguments } from '../access/query-arguments.ts';
import { type ModelRelations } from '../access/model-relations.ts';
import { isColumn } from './is-column.ts';
import { checkLimitedData } from './limited-data.ts';
import { type Condition, type RowAction, type RowLimits } from './row-limits.ts';
import { RowsDeniedError } from './rows-denied.error.ts';
import { UnlimitedQueryError } from './unlimited-query.error.ts';

const reading = new Set(
  'findUnique findUniqueOrThrow findFirst findFirstOrThrow findMany count aggregate groupBy'.split(' '),
);
const byKey = new Set(['findUnique', 'findUniqueOrThrow', 'update', 'upsert', 'delete']);
const ofRelations = new Set(['some', 'every', 'none', 'is', 'isNot']);

/**
 * Keeps queries to the rows that their sender may reach, wherever they can name a model. What cannot be kept to them is
 * refused, never sent as it is.
 */
export class QueryLimits {
  readonly #relations: ModelRelations;
  readonly #lists: () => ReadonlySet<string>;
  readonly #limits: RowLimits;

  /** @param lists fields that are lists, as `Model.field` */
  constructor(relations: ModelRelations, lists: () => ReadonlySet<string>, limits: RowLimits) {
    this.#relations = relations;
    this.#lists = lists;
    this.#limits = limits;
  }

  /** @param args plain objects, as `QueryCheck` gives them */
  query(model: string, operation: string, args: unknown): unknown {
    if (this.#limits.isEmpty()) return args;
    const inner = this.#arguments(model, args, operation);
    // Nothing is found by it; its data was checked.
    if (operation.startsWith('create')) return inner;
    const condition = this.#condition(model, reading.has(operation) ? ['read'] : ['write', 'read']);
    if (condition === undefined) return inner;
    const given = isArguments(inner) ? inner : {};
    const where = byKey.has(operation) ? keyAnd(given['where'], condition) : and(given['where'], condition);
    return { ...given, where };
  }

  /** A relation that is asked for after a query (`findUnique(…).posts()`). */
  followed(target: string, args: unknown): unknown {
    if (this.#limits.isEmpty()) return args;
    this.#requireAll(target, 'is asked for by a method of a query: include it');
    return this.#arguments(target, args, 'findMany');
  }

  /** SQL is not read: it is sent for those only whom nothing limits. */
  raw(models: Iterable<string>): void {
    if (this.#limits.isEmpty()) return;
    for (const model of models) this.#requireAll(model, 'can be reached with SQL, which cannot be limited');
  }

  #arguments(model: string, args: unknown, operation: string): unknown {
    return each(args, (key, value) => {
      switch (key) {
        case 'select':
        case 'include':
          return this.#selection(model, value);
        case 'where':
          return this.#filter(model, value);
        case 'cursor':
          return this.#cursor(model, value);
        case 'orderBy':
          this.#order(model, value);
          return value;
        case 'data':
          return this.#data(model, value, operation.startsWith('create') ? 'create' : 'update');
        case 'create':
        case 'update':
          return this.#data(model, value, key);
        default:
          return value;
      }
    });
  }

  #selection(model: string, selection: unknown): unknown {
    return each(selection, (key, value) => {
      if (isAbsent(value) || value === null || value === false) return value;
      if (key === '_count') return this.#counts(model, value);
      const target = this.#target(model, key);
      return target === undefined ? value : this.#included(model, key, target, value);
    });
  }

  #included(model: string, field: string, target: string, args: unknown): unknown {
    const condition = this.#condition(target, ['read']);
    const inner = this.#arguments(target, args, 'findMany');
    if (condition === undefined) return inner;
    if (!this.#lists().has(`${model}.${field}`)) {
      throw new UnlimitedQueryError(
        `The sender may read some rows of "${target}" only, and a relation to one ("${model}.${field}") cannot be filtered. Read it by a query of its own.`,
      );
    }
    const given = isArguments(inner) ? inner : {};
    return { ...given, where: and(given['where'], condition) };
  }

  #counts(model: string, counts: unknown): unknown {
    if (isArguments(counts)) {
      return each(counts, (key, value) => (key === 'select' ? this.#selection(model, value) : value));
    }
    for (const target of this.#relations.get(model)?.values() ?? []) {
      this.#requireAll(target, `is counted by "_count: true" of "${model}": name what to count`);
    }
    return counts;
  }

  #filter(model: string, filter: unknown): unknown {
    return each(filter, (key, value) => {
      const target = this.#target(model, key);
      if (target === undefined) {
        return key === 'AND' || key === 'OR' || key === 'NOT' ? this.#filter(model, value) : value;
      }
      return isAbsent(value) ? value : this.#byRelation(target, value);
    });
  }

  #byRelation(target: string, filter: unknown): unknown {
    const condition = this.#condition(target, ['read']);
    const keys = isArguments(filter) ? Object.keys(filter).filter((key) => !isAbsent(filter[key])) : [];
    const isAround = keys.some((key) => ofRelations.has(key));
    if (condition === undefined) {
      // A field may be called as an operator is: both are walked through.
      return each(filter, (key, value) => {
        const isField = this.#target(target, key) !== undefined;
        if (isField && ofRelations.has(key)) {
          throw new UnlimitedQueryError(
            `"${key}" may be a field of "${target}" or an operator, so that what it asks for cannot be limited.`,
          );
        }
        if (ofRelations.has(key)) return this.#filter(target, value);
        return Reflect.get(Object(this.#filter(target, { [key]: value })), key);
      });
    }
    if (!isArguments(filter) || (isAround && !keys.every((key) => ofRelations.has(key)))) {
      throw this.#unlimited(target, 'is asked for by a filter that cannot be limited');
    }
    if (!isAround) return and(this.#filter(target, filter), condition);
    return each(filter, (key, value) => {
      if (isAbsent(value)) return value;
      // `every` and `is: null` tell whether there are rows that may not be read.
      if (key !== 'every' && isArguments(value)) return and(this.#filter(target, value), condition);
      throw this.#unlimited(target, `is asked for by "${key}", which cannot be limited`);
    });
  }

  /**
   * Its place among the others would tell what is in a row that may not be read. Prisma takes columns only, no filter: a
   * cursor with one that differs is at no row, and the page is empty.
   */
  #cursor(model: string, cursor: unknown): unknown {
    const decision = isAbsent(cursor) ? 'all' : this.#limits.decide(model, 'read');
    if (decision === 'all') return cursor;
    if (decision === 'none') throw denied(model);
    const [condition = {}, ...others] = decision;
    const columns = Object.entries(condition);
    const relations = this.#relations.get(model);
    if (others.length === 0 && isArguments(cursor) && columns.every((one) => isColumn(one, relations))) {
      return { ...cursor, ...condition };
    }
    throw this.#unlimited(
      model,
      'is paged by a cursor, which more than columns with one value each cannot limit',
    );
  }

  #order(model: string, orderBy: unknown): void {
    each(orderBy, (key, value) => {
      const target = this.#target(model, key);
      if (target !== undefined && !isAbsent(value)) {
        this.#requireAll(target, `sorts rows of "${model}", which tells of rows that may not be read`);
        this.#order(target, value);
      }
      return value;
    });
  }

  #data(model: string, data: unknown, kind: 'create' | 'update'): unknown {
    const decision = this.#limits.decide(model, 'write');
    const relations = this.#relations.get(model);
    if (decision === 'none') throw denied(model);
    if (decision !== 'all') checkLimitedData(model, kind, data, decision, relations);
    this.#nested(model, data);
    return data;
  }

  /** Nested writes may name models without limits only. What a key may mean is looked at both ways. */
  #nested(model: string, value: unknown): void {
    each(value, (key, inner) => {
      if (isAbsent(inner)) return inner;
      const target = this.#target(model, key);
      if (target !== undefined) {
        this.#requireAll(
          target,
          `is written or linked by a query of "${model}": write it by its own, and link by columns`,
        );
        this.#nested(target, inner);
      }
      if (typeof inner === 'object' && inner !== null) this.#nested(model, inner);
      return inner;
    });
  }

  #target(model: string, field: string): string | undefined {
    return this.#relations.get(model)?.get(field);
  }

  #isLimited(model: string): boolean {
    return this.#limits.decide(model, 'read') !== 'all' || this.#limits.decide(model, 'write') !== 'all';
  }

  #requireAll(model: string, how: string): void {
    if (this.#isLimited(model)) throw this.#unlimited(model, how);
  }

  #unlimited(model: string, how: string): UnlimitedQueryError {
    return new UnlimitedQueryError(`The sender may reach some rows of "${model}" only, and it ${how}.`);
  }

  /** What rows have to meet to be reached in all these ways. */
  #condition(model: string, actions: readonly RowAction[]): Condition | undefined {
    const parts = actions.flatMap((action) => {
      const decision = this.#limits.decide(model, action);
      if (decision === 'none') throw denied(model);
      return decision === 'all' ? [] : [{ OR: decision }];
    });
    return parts.length === 0 ? undefined : { AND: parts };
  }
}

function denied(model: string): RowsDeniedError {
  return new RowsDeniedError(`None of your permissions is for rows of "${model}".`);
}

function and(where: unknown, condition: Condition): unknown {
  return isAbsent(where) ? condition : { AND: [where, condition] };
}

/** The same for what names one row by a key, which has to stay at the top. */
function keyAnd(where: unknown, condition: Condition): unknown {
  if (!isArguments(where)) return where;
  const given = isAbsent(where['AND']) ? [] : [where['AND']].flat();
  return { ...where, AND: [...given, condition] };
}
