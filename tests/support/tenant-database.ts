import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type ScopedComponent } from '../../src/database/access/component-scope.ts';
import { createTestDatabase } from '../../src/database/test-utils/index.ts';

const nothing = { views: [], reads: [], writes: [], links: [], system: [], raw: false };

/** Real models as if their schemas said `/// @tenant`; the table of tenants itself belongs to none. */
export const tenantComponents: readonly ScopedComponent[] = [
  {
    name: 'rooms',
    version: '1.0.0',
    path: 'src/components/rooms',
    models: [
      ...['Tenant', 'TenantWorkspace', 'TenantWorkspaceMember', 'TenantConfig', 'TenantLimitSetting'],
      ...['StoredEvent', 'EventStream', 'EventHead', 'EventProjection', 'EventMessage', 'DemoUser'],
    ],
    access: {
      ...nothing,
      raw: true,
      system: ['count everything'],
      tenants: {
        TenantWorkspace: 'tenantId',
        TenantWorkspaceMember: 'tenantId',
        TenantConfig: 'tenantId',
        TenantLimitSetting: 'tenantId',
        StoredEvent: 'tenantId',
        EventStream: 'tenantId',
      },
    },
  },
];

declare global {
  interface TesseraComponents {
    /** What the build would say of them. */
    rooms: {
      owns:
        | 'Tenant'
        | 'TenantWorkspace'
        | 'TenantConfig'
        | 'DemoUser'
        | 'StoredEvent'
        | 'EventStream'
        | 'EventHead'
        | 'EventProjection';
      reads: never;
      writes: never;
      raw: true;
      system: 'count everything';
      tenants: {
        TenantWorkspace: 'tenantId' | 'tenant';
        TenantConfig: 'tenantId' | 'tenant';
        StoredEvent: 'tenantId' | 'tenant';
        EventStream: 'tenantId' | 'tenant';
      };
    };
  }
}

/** Those that the migrations leave open. */
const tables = ['workspaces', 'configs'];

export interface TenantDatabase {
  /** Connects as a role that owns nothing. */
  readonly url: string;
  /** Connects as the owner of everything. */
  readonly ownerUrl: string;
  /** Connected as the owner of everything, whom no policy holds back. */
  readonly owner: Client;
  readonly drop: () => Promise<void>;
}

/**
 * A database in which PostgreSQL keeps tenants apart: forced policies, a role that owns nothing.
 *
 * @param isAsMigrated with the policies of the migrations only; else with those for `tenantComponents`
 */
export async function createTenantDatabase(isAsMigrated = false): Promise<TenantDatabase> {
  const database = await createTestDatabase();
  const role = `app_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const owner = new Client(database.url);
  await owner.connect();
  const made = tables.map(
    (table) => `
      ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY "${table}_tenant" ON "${table}"
        USING ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''))
        WITH CHECK ("tenantId" = NULLIF(current_setting('app.tenant_id', true), ''));`,
  );
  const own = [
    ...made,
    'ALTER TABLE tenants DISABLE ROW LEVEL SECURITY;',
    // What the client has to hold where a key was planted.
    'ALTER TABLE configs DROP CONSTRAINT "configs_workspaceId_by_tenant";',
  ];
  const policies = isAsMigrated ? [] : own;
  await owner.query(`
    CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${password}';
    CREATE ROLE ${role}_system NOLOGIN BYPASSRLS;
    GRANT ${role}_system TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}, ${role}_system;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}, ${role}_system;
    ${policies.join('\n')}`);
  return {
    url: Object.assign(new URL(database.url), { username: role, password }).href,
    ownerUrl: database.url,
    owner,
    drop: async () => {
      await owner.query(`DROP OWNED BY ${role}, ${role}_system`);
      await owner.query(`DROP ROLE ${role}, ${role}_system`);
      await owner.end();
      await database.drop();
    },
  };
}
