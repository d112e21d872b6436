import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

/** What the code of the present test file has stored something in: our own, and one that Jest makes for every file. */
const used = new Set<AsyncLocalStorage<unknown>>();

/** Passes a call on, and remembers what it was a method of. */
const remember: ProxyHandler<(...args: never) => unknown> = {
  apply(method, storage: AsyncLocalStorage<unknown>, args) {
    used.add(storage);
    const answer: unknown = Reflect.apply(method, storage, args);
    return answer;
  },
};
for (const name of ['run', 'enterWith'] as const) {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its `this`
  const method = AsyncLocalStorage.prototype[name];
  Object.defineProperty(AsyncLocalStorage.prototype, name, { value: new Proxy(method, remember) });
}

/**
 * Node's own, whose files leave no asynchronous storage behind: before Node 24 every promise of a process looks through all
 * of them, so that the hundredth file of a worker would run a tenth slower than its first.
 */
export default class extends TestEnvironment {
  override async teardown(): Promise<void> {
    await super.teardown();
    for (const storage of used) storage.disable();
    used.clear();
  }
}
