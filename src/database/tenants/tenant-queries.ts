import { currentTenant, tenantId, TenantError } from '../../context/index.ts';
import { allTenants, inSession, type Session } from './session.ts';
import { sessionOf, sessionPromise } from './session-promise.ts';
import { TenantFilters } from './tenant-filters.ts';
import { tenantQuery } from './tenant-query.ts';
import { type TenantSchema } from './tenant-schema.ts';

/** A query that knows its tenant. */
export interface SentQuery {
  readonly operation: string;
  readonly args: unknown;
  /** Prisma's promise, to be sent with the tenant. */
  readonly send: (promise: unknown) => unknown;
  /** The arguments of a relation that is asked for after the query (`findUnique(…).posts()`), and how to send that. */
  readonly follow: (model: string, field: string, args: unknown) => Pick<SentQuery, 'args' | 'send'>;
}

/** What one client asks of tenants: the query is kept within its tenant, and the database is told which that is. */
export class TenantQueries {
  readonly #schema: TenantSchema | undefined;
  readonly #bound: string | undefined;

  /** @param bound the tenant, or `allTenants`. @default the one the work under way is done for */
  constructor(schema: TenantSchema | undefined, bound: string | undefined) {
    this.#schema = schema;
    this.#bound = bound;
  }

  /** @throws TenantError */
  query(model: string, operation: string, args: unknown): SentQuery {
    const schema = this.#schema;
    if (schema === undefined) {
      return {
        operation,
        args,
        send: unchanged,
        follow: (_model, _field, next) => ({ args: next, send: unchanged }),
      };
    }
    const given = this.#given();
    const query = tenantQuery(schema, { model, operation, args }, given);
    return {
      ...query,
      send: sendIn(query.tenant),
      follow: (from, field, next) => {
        const filters = new TenantFilters(schema, given);
        const followed = filters.included(from, field, next ?? true);
        const tenant = query.tenant ?? filters.tenant;
        return { args: followed === true ? undefined : followed, send: sendIn(tenant) };
      },
    };
  }

  /** SQL of a component's own: only row-level security keeps it within the tenant. */
  raw(ask: () => unknown): unknown {
    if (this.#schema === undefined) return ask();
    const promise = ask();
    return isObject(promise) ? sessionPromise(promise, { tenant: this.#checked(), isRaw: true }) : promise;
  }

  /** Sends queries in one transaction. @throws TenantError when they are of several tenants */
  async batch<R>(queries: unknown, send: () => Promise<R>): Promise<R> {
    const sessions = Array.isArray(queries) ? queries.flatMap((query) => sessionOf(query) ?? []) : [];
    const tenants = new Set(sessions.flatMap(({ tenant }) => tenant ?? []));
    if (tenants.size > 1) {
      throw new TenantError(
        'ACCESS.TENANT_CHANGED',
        'One batch has queries of several tenants. Give each its own.',
      );
    }
    const [tenant] = tenants;
    const session: Session = { tenant, isRaw: sessions.some(({ isRaw }) => isRaw) };
    return inSession(sessions.length === 0 ? undefined : session, async () => await send());
  }

  #given(): string | undefined {
    return this.#bound ?? currentTenant();
  }

  #checked(): string | undefined {
    const given = this.#given();
    return given === undefined || given === allTenants ? given : tenantId(given);
  }
}

function unchanged(promise: unknown): unknown {
  return promise;
}

function sendIn(tenant: string | undefined): (promise: unknown) => unknown {
  return (promise) =>
    tenant === undefined || !isObject(promise) ? promise : sessionPromise(promise, { tenant, isRaw: false });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
