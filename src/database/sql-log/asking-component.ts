import { ContextKey } from '../../context/index.ts';

const key = new ContextKey<string | undefined>('component that asks');

/** The component whose query is under way; undefined for the kernel's. */
export function askingComponent(): string | undefined {
  return key.get();
}

/** Runs work whose queries are a component's. */
export function askedBy<R>(component: string | undefined, work: () => R): R {
  return key.run(component, work);
}
