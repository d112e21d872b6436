import { Inject, Injectable } from '@nestjs/common';
import { RootClient } from '../root-client.ts';
import { type ClientExtension } from './define-extension.ts';

/** Gives the extensions of an application, the outermost first; the same list as long as they are the same. */
export type ListExtensions = () => readonly ClientExtension[];

/**
 * The client of one application: the root with the extensions of its components around it. The root outlives a hot swap,
 * the extensions do not. Whatever components ask, and their transactions, go through it; the root itself, which the kernel
 * and tests have, is without.
 */
@Injectable()
export class ExtendedClient {
  readonly root: RootClient;
  #list: ListExtensions = () => [];
  #made: { readonly of: readonly ClientExtension[]; readonly client: object } | undefined;

  constructor(@Inject(RootClient) root: RootClient) {
    this.root = root;
  }

  /** To be called before the first query. */
  use(list: ListExtensions): void {
    this.#list = list;
  }

  /** Prisma's client, to be used now: while the application starts, there may be more of them with each provider. */
  get client(): Pick<RootClient, '$transaction'> {
    const list = this.#list();
    if (list.length === 0) return this.root;
    if (this.#made?.of !== list) this.#made = { of: list, client: extend(this.root, list) };
    const { client } = this.#made;
    if (!isTransacting(client)) throw new TypeError('The extended client has no $transaction()');
    return client;
  }
}

function extend(root: object, list: readonly ClientExtension[]): object {
  return list.reduce<object>((client, { name, query }) => {
    const extending: unknown = Reflect.get(client, '$extends');
    const made: unknown =
      typeof extending === 'function' ? Reflect.apply(extending, client, [{ name, query }]) : undefined;
    if (typeof made !== 'object' || made === null) throw new TypeError('This client cannot be extended');
    return made;
  }, root);
}

function isTransacting(client: object): client is Pick<RootClient, '$transaction'> {
  return '$transaction' in client && typeof client.$transaction === 'function';
}
