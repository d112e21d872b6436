import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { ComponentClients } from '../../../../src/database/access/component-clients.ts';
import { type ScopedComponent } from '../../../../src/database/access/component-scope.ts';
import { ConnectionPool } from '../../../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../../../src/database/database-options.ts';
import { type PrismaService, RootClient } from '../../../../src/database/index.ts';
import { useTestDatabase } from '../../../../src/database/test-utils/index.ts';

const nothing = { views: [], reads: [], writes: [], links: [], tenants: {}, system: [], raw: false };

/** Among real models: `reader` owns events and reads tenants; `owner` owns tenants and knows nothing of events. */
const components: readonly ScopedComponent[] = [
  {
    name: 'owner',
    version: '1.2.0',
    path: 'src/components/owner',
    models: ['Tenant', 'TenantWorkspace', 'TenantConfig'],
    access: { ...nothing, system: ['count the events'] },
  },
  {
    name: 'reader',
    version: '1.0.0',
    path: 'src/components/reader',
    models: ['StoredEvent'],
    access: {
      ...nothing,
      reads: ['Tenant', 'TenantWorkspace', 'TenantConfig'],
      writes: ['TenantConfig'],
      links: ['StoredEvent.tenant'],
    },
  },
  {
    name: 'posts',
    version: '0.3.0',
    path: 'src/components/posts',
    models: ['DemoPost'],
    access: { ...nothing, raw: true },
  },
  { name: 'users', version: '2.0.0', path: 'src/components/users', models: ['DemoUser'] },
];

export const event = {
  id: 'e1',
  tenantId: 't1',
  aggregateType: 'Deal',
  aggregateId: 'd1',
  version: 1,
  type: 'Won',
  data: {},
};

export const eventKey = { tenantId_id: { tenantId: event.tenantId, id: event.id } };

/** The clients of three of these components, and one that nothing limits. */
export interface ScopedClients {
  readonly all: ComponentClients;
  readonly root: RootClient;
  readonly owner: PrismaService;
  readonly reader: PrismaService;
  readonly posts: PrismaService;
}

const isClient = (value: object): value is PrismaService => 'tenant' in value;

/** Makes them before the first test of the `describe` it is called in; each test finds the rows as they are here. */
export function useScopedClients(): ScopedClients {
  const database = useTestDatabase();
  let root: RootClient;
  let pool: ConnectionPool;
  let all: ComponentClients;

  beforeAll(() => {
    const options = readDatabaseOptions({ DATABASE_URL: database.url });
    pool = new ConnectionPool(options);
    root = new RootClient(options, pool);
    all = new ComponentClients(root, components);
  });
  beforeEach(async () => {
    await root.storedEvent.deleteMany();
    await root.tenantWorkspace.deleteMany();
    await root.tenant.deleteMany();
    await root.demoPost.deleteMany();
    await root.demoUser.deleteMany();
    await root.tenant.create({ data: { id: 't1', slug: 'one', name: 'One' } });
    await root.storedEvent.create({ data: event });
    await root.demoUser.create({
      data: {
        id: 'u1',
        email: 'ada@example.org',
        name: 'Ada',
        posts: { create: { id: 'p1', title: 'First' } },
      },
    });
  });
  afterAll(async () => {
    await root.$disconnect();
    await pool.end();
  });

  const of = (name: string): PrismaService => {
    const client = all.of(name);
    if (!isClient(client)) throw new TypeError('The client lacks its models');
    return client;
  };
  return {
    get all() {
      return all;
    },
    get root() {
      return root;
    },
    get owner() {
      return of('owner');
    },
    get reader() {
      return of('reader');
    },
    get posts() {
      return of('posts');
    },
  };
}
