import { type ValueProvider } from '@nestjs/common';
import { type Types } from '@prisma/client/runtime/client';
import { type Prisma } from '../../generated/prisma/client.ts';

/** A component's hooks around queries, as Prisma's `$extends` takes them. */
export class ClientExtension {
  constructor(
    /** Unique in its component: it decides the order among several of one. */
    readonly name: string,
    readonly query: object,
  ) {}
}

/**
 * A provider with hooks around the queries of the application: a component may hook its own models; one that hooks those of
 * others, or all, has to declare `"database": { "raw": true }`, since a hook can change what is asked.
 *
 * What a hook sees was limited before: by what the component reaches, by policies and to the tenant. No extension comes
 * between a component and these. Extensions are called in the order of the registry, a component's after those of what it
 * requires, several of one component by their names; the first is the outermost.
 *
 * @example
 * defineExtension({
 *   name: 'count',
 *   query: { printJob: { findMany: ({ args, query }) => { count(); return query(args); } } },
 * })
 */
export function defineExtension<Q>({
  name,
  query,
}: {
  readonly name: string;
  readonly query: Types.Extensions.DynamicQueryExtensionArgs<Q, Prisma.TypeMap>;
}): ValueProvider<ClientExtension> {
  return { provide: Symbol(`extension ${name}`), useValue: new ClientExtension(name, query) };
}
