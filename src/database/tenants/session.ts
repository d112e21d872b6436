import { ContextKey } from '../../context/index.ts';

/** What the database has to know of a query beyond its text. */
export interface Session {
  /** A tenant's id, or `allTenants`; undefined when there is none. */
  readonly tenant: string | undefined;
  /** SQL of a component's own, which may change the settings of its connection. */
  readonly isRaw: boolean;
}

/** In place of an id, for the rows of every tenant. No tenant can have it as its id. */
export const allTenants = '*';

const key = new ContextKey<Session | undefined>('database session');

/** Of the query under way; undefined when it has nothing to do with tenants. */
export function currentSession(): Session | undefined {
  return key.get();
}

/** Runs work whose queries are sent in this session. */
export function inSession<R>(session: Session | undefined, work: () => R): R {
  return key.run(session, work);
}

/** The statement that tells PostgreSQL the tenant, until the end of the transaction. Without one: that there is none. */
export function setTenant({ tenant }: Session): string {
  // A setting of its own: policies cast the tenant to the type of the column.
  if (tenant === allTenants) return "SET LOCAL app.all_tenants = 'on'";
  return `SET LOCAL app.tenant_id = '${tenant ?? ''}'`;
}
