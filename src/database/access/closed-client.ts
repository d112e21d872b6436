import { ForeignModelError } from './foreign-model.error.ts';

/**
 * What is injected as `PrismaService` where it is not clear which component asks: outside of every component, and in a
 * module that two components import. It can be held and asked for what Nest asks of providers; to use it is refused.
 */
export function closedClient(): object {
  const hidden = new Set([
    'then',
    'constructor',
    'toJSON',
    'asymmetricMatch',
    'nodeType',
    'tagName',
    'prototype',
  ]);
  return new Proxy(
    {},
    {
      get: (_target, key) => {
        if (typeof key !== 'string' || hidden.has(key) || /^(on[A-Z]|before[A-Z]|@@|\$\$typeof)/.test(key))
          return undefined;
        throw new ForeignModelError(
          '',
          key,
          `PrismaService.${key} is asked for by what belongs to no one component. Inject PrismaService into a provider of the component's own module; a module that several components share takes it as a parameter. Kernel and tests inject RootClient.`,
        );
      },
      set: () => false,
      getPrototypeOf: () => null,
    },
  );
}
