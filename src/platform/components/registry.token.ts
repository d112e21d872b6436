/** Injects the `Registry` this application was built with. */
export const REGISTRY = Symbol('tessera:registry');
