import { listFields } from '../limits/list-fields.ts';
import { QueryLimits } from '../limits/query-limits.ts';
import { noLimits, type RowLimits } from '../limits/row-limits.ts';
import { type ExtendedClient } from '../extensions/extended-client.ts';
import { type RootClient } from '../root-client.ts';
import { promiseIn } from '../promise-in.ts';
import { askedBy } from '../sql-log/asking-component.ts';
import { type SystemReach, tenantOf } from '../tenants/system-reach.ts';
import { TenantQueries } from '../tenants/tenant-queries.ts';
import { type TenantSchema } from '../tenants/tenant-schema.ts';
import { currentTransaction, type OpenTransaction } from '../transactions/open-transaction.ts';
import { runTransaction, type TransactionOptions } from '../transactions/run-transaction.ts';
import { operationNames, QueryCheck } from './check-query.ts';
import { type Scope } from './component-scope.ts';
import { guardPromise, refusable } from './guarded-promise.ts';
import { relationsOf } from './model-relations.ts';

const rawMethods = ['$queryRaw', '$queryRawUnsafe', '$executeRaw', '$executeRawUnsafe', '$queryRawTyped'];

/** Operations that give one record, whose relations can be called. */
const ofOneRecord = new Set(
  'findUnique findUniqueOrThrow findFirst findFirstOrThrow create update upsert delete'.split(' '),
);

/** What a client is bound to, instead of what the code that uses it belongs to. */
export interface ClientBinding {
  readonly transaction?: OpenTransaction | undefined;
  /** A tenant's id, or `allTenants`. */
  readonly tenant?: string | undefined;
}

/** Gives the client that `asSystem` stands for. */
export type AsSystem = (reason: string, binding: ClientBinding) => object;

/**
 * Clients with the reach of a scope. They have the models, `$transaction`, SQL where that is declared, and `asSystem`;
 * nothing else of Prisma's client can be found through them: neither the engine nor a client without the scope.
 */
export class ScopedClients {
  readonly #root: RootClient;
  readonly #extended: ExtendedClient;
  /** Whether SQL is logged; never by the client that an application had already. */
  readonly #isLogged: boolean;
  readonly #scope: Scope;
  readonly #check: QueryCheck;
  readonly #limits: QueryLimits;
  readonly #asSystem: AsSystem;
  readonly #tenants: TenantSchema | undefined;
  /** Names of the models by what they are called in a client: `demoUser` for `DemoUser`. */
  readonly #models: ReadonlyMap<string, string>;

  /**
   * @param tenants undefined when no model has tenants
   * @param limits which rows the work under way may reach. @default all
   */
  constructor(
    extended: ExtendedClient,
    scope: Scope,
    tenants: TenantSchema | undefined,
    asSystem: AsSystem,
    limits: RowLimits = noLimits,
  ) {
    const { root } = extended;
    const relations = relationsOf(root);
    this.#root = root;
    this.#extended = extended;
    const logs: unknown = Reflect.get(root, 'logsSql');
    this.#isLogged = isFunction(logs) && Reflect.apply(logs, root, []) === true;
    this.#scope = scope;
    this.#check = new QueryCheck(scope, relations);
    this.#limits = new QueryLimits(relations, () => listFields(root), limits);
    this.#asSystem = asSystem;
    this.#tenants = tenants;
    this.#models = new Map([...relations.keys()].map((model) => [accessorOf(model), model]));
  }

  client(binding: ClientBinding = {}): object {
    const { transaction: bound } = binding;
    const open = (): OpenTransaction | undefined => bound ?? currentTransaction(this.#root);
    const current = (): object => open()?.client ?? this.#extended.client;
    const tenants = new TenantQueries(this.#tenants, binding.tenant);
    const members = new Map<string, unknown>([
      ['$transaction', this.#transaction(open, binding, tenants)],
      ['ping', () => this.#root.ping()],
      [
        'asSystem',
        (reason: string, reach?: SystemReach): object => {
          this.#scope.requireReason(reason);
          return this.#asSystem(reason, { transaction: bound, tenant: tenantOf(reach) ?? binding.tenant });
        },
      ],
      ...rawMethods.map((name) => [name, this.#raw(name, current, tenants)] as const),
    ]);
    const find = (key: string | symbol): unknown => {
      if (typeof key !== 'string') return undefined;
      const known = members.get(key);
      if (known !== undefined) return known;
      const model = this.#models.get(key);
      if (model === undefined) return undefined;
      const delegate = this.#delegate(model, key, current, tenants);
      members.set(key, delegate);
      return delegate;
    };
    // Nest asks providers for `then` and the methods of their life cycle: what is no member is undefined.
    return new Proxy(
      {},
      {
        get: (_target, key) => find(key),
        has: (_target, key) => find(key) !== undefined,
        set: () => false,
        defineProperty: () => false,
        getPrototypeOf: () => null,
        setPrototypeOf: () => false,
      },
    );
  }

  #delegate(model: string, accessor: string, current: () => object, tenants: TenantQueries): object {
    const operations = operationNames.map((operation) => {
      const ask = (args?: unknown): unknown =>
        refusable(() => {
          const limited = this.#limits.query(model, operation, this.#check.query(model, operation, args));
          const query = tenants.query(model, operation, limited);
          const promise = query.send(
            this.#attributed(call(Reflect.get(current(), accessor), query.operation, [query.args])),
          );
          return ofOneRecord.has(operation) && isObject(promise)
            ? guardPromise(promise, model, this.#check, this.#limits, query)
            : promise;
        });
      return [operation, ask] as const;
    });
    const own: unknown = Reflect.get(this.#root, accessor);
    const fields: unknown = isObject(own) ? Reflect.get(own, 'fields') : undefined;
    return Object.freeze({ ...Object.fromEntries(operations), fields });
  }

  #raw(name: string, current: () => object, tenants: TenantQueries): (...args: unknown[]) => unknown {
    return (...args) =>
      refusable(() => {
        this.#scope.requireRaw();
        this.#limits.raw([...this.#models.values()].filter((model) => this.#scope.mayRead(model)));
        return tenants.raw(() => this.#attributed(call(current(), name, args)));
      });
  }

  #transaction(open: () => OpenTransaction | undefined, binding: ClientBinding, tenants: TenantQueries) {
    const begin = (work: unknown, options?: TransactionOptions): Promise<unknown> => {
      if (isFunction(work)) {
        const run = async (inner: OpenTransaction): Promise<unknown> =>
          await Reflect.apply(work, undefined, [this.client({ ...binding, transaction: inner })]);
        return runTransaction(this.#extended, run, options, open());
      }
      const outer = open();
      if (outer === undefined || !Array.isArray(work)) {
        return tenants.batch(
          work,
          async () => await call(this.#extended.client, '$transaction', [work, options]),
        );
      }
      // The queries are of the open transaction already: all of them or none.
      const oneByOne = async (): Promise<unknown[]> => {
        const results: unknown[] = [];
        for (const query of work) results.push(await query);
        return results;
      };
      return runTransaction(this.#extended, oneByOne, options, outer);
    };
    return (work: unknown, options?: TransactionOptions): Promise<unknown> =>
      this.#isLogged ? askedBy(this.#scope.component, () => begin(work, options)) : begin(work, options);
  }

  /** A promise whose SQL is logged with the component. */
  #attributed(promise: unknown): unknown {
    const { component } = this.#scope;
    if (!this.#isLogged || component === undefined || !isObject(promise)) return promise;
    return promiseIn(promise, (work) => askedBy(component, work));
  }
}

/** What Prisma calls a model in the client. */
function accessorOf(model: string): string {
  return model.charAt(0).toLowerCase() + model.slice(1);
}

function call(target: unknown, method: string, args: readonly unknown[]): unknown {
  const found: unknown = isObject(target) ? Reflect.get(target, method) : undefined;
  if (!isFunction(found)) throw new TypeError(`This client has no ${method}()`);
  return Reflect.apply(found, target, args);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isFunction(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function';
}
