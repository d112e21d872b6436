import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known about the work under way: one for each request, and one for each part of it that differs. */
class Context {
  constructor(readonly parent?: Context) {}
}

const contexts = new AsyncLocalStorage<Context>();

export class NoContextError extends Error {
  override readonly name = 'NoContextError';

  constructor(what: string) {
    super(`There is no context to keep the ${what} in. Run the work in inNewContext().`);
  }
}

/**
 * Runs work in a context of its own that knows nothing yet. Everything that the work calls, at once or later, has it.
 * The platform opens one for each request, before its body is read.
 */
export function inNewContext<R>(work: () => R): R {
  return contexts.run(new Context(), work);
}

/**
 * One kind of thing a context can know: the principal, the tenant, the open transaction. The module that owns the
 * thing makes one key and keeps it to itself.
 *
 * @example
 * const tenant = new ContextKey<string>('tenant');
 * tenant.run('acme', () => tenant.get()); // 'acme', here and in whatever is called from here
 */
export class ContextKey<T> {
  readonly #name: string;
  readonly #values = new WeakMap<Context, T>();

  constructor(name: string) {
    this.#name = name;
  }

  /** What the context around the caller knows; undefined without one. */
  get(): T | undefined {
    for (let context = contexts.getStore(); context; context = context.parent) {
      if (this.#values.has(context)) return this.#values.get(context);
    }
    return undefined;
  }

  /**
   * Adds to the context around the caller, for all that runs in it. Not by entering another context: what a guard
   * enters after an `await` is lost to the handler.
   *
   * @throws NoContextError outside a context
   */
  set(value: T): void {
    const context = contexts.getStore();
    if (context === undefined) throw new NoContextError(this.#name);
    this.#values.set(context, value);
  }

  /** Runs work in a context that differs from the one around it in this value only. */
  run<R>(value: T, work: () => R): R {
    const context = new Context(contexts.getStore());
    this.#values.set(context, value);
    return contexts.run(context, work);
  }
}
