/** Who asks: verified, never what a request merely says. */
export interface Principal {
  /** A person, an API key, another program, the application itself, or nothing known. */
  readonly kind: 'user' | 'key' | 'service' | 'system' | 'anonymous';
  /** Unique within its kind only. */
  readonly id: string;
  /** The tenant it acts in. */
  readonly tenantId?: string | undefined;
  /** What it may do: `print-jobs:jobs.claim`, `print-jobs:jobs.*`, `print-jobs:*`, or `*` for everything. */
  readonly permissions: readonly string[];
}

/** Nothing is known about who asks, and only public routes answer. */
export const anonymous: Principal = Object.freeze({ kind: 'anonymous', id: 'anonymous', permissions: [] });

/** Requests from the same machine in `tessera dev`. Never exists in any other process. */
export const developer: Principal = Object.freeze({ kind: 'user', id: 'developer', permissions: ['*'] });

/** The application itself, for work that no request asked for. @param id what it does, such as `nightly-clean-up` */
export function systemPrincipal(id: string, permissions: readonly string[] = []): Principal {
  return { kind: 'system', id, permissions };
}

/** For audit trails and logs. With the kind: a key and a user may have one and the same id. */
export function nameOfPrincipal({ kind, id }: Pick<Principal, 'kind' | 'id'>): string {
  return kind === 'anonymous' ? kind : `${kind}:${id}`;
}
