import { type Scope } from './component-scope.ts';
import { ForeignModelError } from './foreign-model.error.ts';
import { type ModelRelations } from './model-relations.ts';
import { each, isAbsent } from './query-arguments.ts';

/** Operations that only read, and those that write. One that is in neither is refused. */
const operations = new Map<string, 'read' | 'write'>([
  ...[
    'findUnique',
    'findUniqueOrThrow',
    'findFirst',
    'findFirstOrThrow',
    'findMany',
    'count',
    'aggregate',
    'groupBy',
  ].map((name) => [name, 'read'] as const),
  ...[
    'create',
    'createMany',
    'createManyAndReturn',
    'update',
    'updateMany',
    'updateManyAndReturn',
    'upsert',
    'delete',
    'deleteMany',
  ].map((name) => [name, 'write'] as const),
]);

export const operationNames: readonly string[] = [...operations.keys()];

/** Keys of a filter that hold filters of the same model, or of the one a relation leads to. */
const combined = new Set(['AND', 'OR', 'NOT', 'some', 'every', 'none', 'is', 'isNot']);

/**
 * Checks everything a query would touch against a scope.
 *
 * @returns the arguments as plain objects of their own: what is changed later, or computed by a getter, was not checked.
 * @throws ForeignModelError at the first part that is outside.
 */
export class QueryCheck {
  readonly #scope: Scope;
  readonly #relations: ModelRelations;

  constructor(scope: Scope, relations: ModelRelations) {
    this.#scope = scope;
    this.#relations = relations;
  }

  query(model: string, operation: string, args: unknown): unknown {
    if (operations.get(operation) === 'read') this.#scope.requireRead(model);
    else this.#scope.requireWrite(model);
    return this.args(model, args);
  }

  /** What a query, an included relation or a fluent call takes. */
  args(model: string, args: unknown): unknown {
    return each(args, (key, value) => {
      switch (key) {
        case 'select':
        case 'include':
          return this.#selection(model, value);
        case 'where':
        case 'cursor':
        case 'having':
        case 'orderBy':
          return this.#filter(model, value);
        case 'data':
        case 'create':
        case 'update':
          return this.#data(model, value);
        default:
          return value;
      }
    });
  }

  /** The model a field leads to; undefined for a field that is no relation. */
  relation(model: string, field: string): string | undefined {
    return this.#relations.get(model)?.get(field);
  }

  #selection(model: string, selection: unknown): unknown {
    return each(selection, (key, value) => {
      if (isAbsent(value) || value === null || value === false) return value;
      if (key === '_count') return this.#counts(model, value);
      const target = this.relation(model, key);
      if (target === undefined) return value;
      this.#scope.requireRead(target);
      return this.args(target, value);
    });
  }

  #counts(model: string, counts: unknown): unknown {
    if (typeof counts === 'object') {
      return each(counts, (key, value) => (key === 'select' ? this.#selection(model, value) : value));
    }
    // All relations, those of components that came later included: what it means must not change with them.
    for (const [field, target] of this.#relations.get(model) ?? []) {
      if (this.#scope.mayRead(target)) continue;
      throw new ForeignModelError(
        this.#scope.component ?? '',
        target,
        `"_count: true" on "${model}" counts "${field}" of other components, too. Name what to count: "_count": { "select": { … } }`,
      );
    }
    return counts;
  }

  #filter(model: string, filter: unknown): unknown {
    return each(filter, (key, value) => {
      const target = this.relation(model, key);
      if (target === undefined) return combined.has(key) ? this.#filter(model, value) : value;
      this.#scope.requireRead(target);
      return this.#filter(target, value);
    });
  }

  #data(model: string, data: unknown): unknown {
    return each(data, (key, value) => {
      const target = this.relation(model, key);
      if (target === undefined || isAbsent(value)) return value;
      return this.#nested(target, value, this.#scope.ownsKey(model, key));
    });
  }

  /** @param ownsKey the relation is columns of the model that is written, so that linking leaves the other side alone */
  #nested(model: string, writes: unknown, ownsKey: boolean): unknown {
    return each(writes, (key, value) => {
      if (isAbsent(value)) return value;
      if (key === 'connect' || key === 'disconnect' || key === 'set') {
        if (ownsKey) this.#scope.requireRead(model);
        else this.#scope.requireWrite(model);
        return this.#filter(model, value);
      }
      this.#scope.requireWrite(model);
      return this.#nestedWrite(model, key, value);
    });
  }

  #nestedWrite(model: string, operation: string, write: unknown): unknown {
    switch (operation) {
      case 'create':
        return this.#data(model, write);
      case 'delete':
      case 'deleteMany':
        return this.#filter(model, write);
      default: {
        // `update` of a to-one relation may be data without anything around it.
        const plain = operation === 'update' ? this.#data(model, write) : write;
        return each(plain, (key, value) => {
          if (key === 'where') return this.#filter(model, value);
          return key === 'data' || key === 'create' || key === 'update' ? this.#data(model, value) : value;
        });
      }
    }
  }
}
