import { ContextKey } from '../../context/index.ts';

const key = new ContextKey<string | undefined>('requested tenant');

/**
 * The tenant that the request under way names by host name, path or header. For sources of principals: it is not
 * checked yet that the sender belongs to it.
 *
 * @returns undefined when it names none, or one that does not exist.
 */
export function requestedTenant(): string | undefined {
  return key.get();
}

export function setRequestedTenant(id: string | undefined): void {
  key.set(id);
}
