import pg from 'pg';
import { ContextKey, TenantError } from '../../context/index.ts';

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

/**
 * The statement that tells PostgreSQL the tenant, until the end of the transaction. Without one: that there is none. For all
 * tenants the transaction becomes the role that policies do not hold for; a role for whom they do not hold stays itself.
 */
export function setTenant({ tenant }: Session): string {
  return tenant === allTenants ? becomeSystemRole : `SET LOCAL app.tenant_id = '${tenant ?? ''}'`;
}

/** One statement that needs to know no name: poolers may give each transaction another connection. */
const becomeSystemRole = `SELECT set_config('role', CASE WHEN rolsuper OR rolbypassrls THEN 'none' ELSE rolname || '_system' END, true) FROM pg_roles WHERE rolname = session_user`;

/** Why `setTenant` failed. @returns the error itself when the tenant is one */
export function settingFailure({ tenant }: Pick<Session, 'tenant'>, error: unknown): unknown {
  if (tenant !== allTenants || !(error instanceof pg.DatabaseError)) return error;
  // What a role lacks; anything else is a broken connection or transaction.
  if (error.code !== '22023' && error.code !== '42501') return error;
  return new TenantError(
    'ACCESS.NO_SYSTEM_ROLE',
    `asSystem(reason, { tenants: 'all' }) needs a role beside the application's, called as it is with "_system" at the end, ` +
      `that has BYPASSRLS and that it may become (${error.message}). docs/maintainers/provisioning.md makes it; tessera doctor --database checks it.`,
  );
}
