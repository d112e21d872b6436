import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Inject, Injectable, Module, type Provider } from '@nestjs/common';
import { ConnectionPool } from '../../../src/database/connection-pool.ts';
import { readDatabaseOptions } from '../../../src/database/database-options.ts';
import {
  defineExtension,
  PrismaService,
  RootClient,
  Transactional,
  Transactions,
  withTenant,
} from '../../../src/database/index.ts';
import { Public } from '../../../src/platform/index.ts';
import {
  createTenantDatabase,
  type TenantDatabase,
  tenantComponents,
} from '../../support/tenant-database.ts';
import { component, type Platform, startPlatform } from '../platform/start-platform.ts';

const calls: string[] = [];
/** The table's owner, whom no policy holds back: as a replica that is asked without telling it the tenant. */
let replica: RootClient;

/** Of the shape that was asked for. */
const areRows = (value: unknown): value is never[] => Array.isArray(value);

/** Sends reads elsewhere, as an extension for replicas does. */
const replicas = defineExtension({
  name: 'replicas',
  query: {
    $allModels: {
      async findMany({ model, args }) {
        calls.push(`replicas ${JSON.stringify('where' in args ? args.where : undefined)}`);
        const delegate: unknown = Reflect.get(replica, model.charAt(0).toLowerCase() + model.slice(1));
        if (typeof delegate !== 'object' || delegate === null) throw new TypeError(model);
        const found: unknown = Reflect.get(delegate, 'findMany');
        if (typeof found !== 'function') throw new TypeError(model);
        const rows: unknown = await Reflect.apply(found, delegate, [args]);
        if (!areRows(rows)) throw new TypeError('no rows');
        return rows;
      },
    },
  },
});
const traced = (name: string): Provider =>
  defineExtension({
    name,
    query: {
      tenantWorkspace: {
        async $allOperations({ operation, args, query }) {
          calls.push(`${name} ${operation}`);
          return await query(args);
        },
      },
    },
  });

@Injectable()
class Rooms {
  readonly prisma: PrismaService;
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    this.prisma = prisma;
  }
  @Transactional()
  async rename(name: string) {
    await this.prisma.tenantWorkspace.updateMany({ data: { name } });
    return await this.prisma.tenantWorkspace.count();
  }
}
@Public()
@Controller('rooms')
class RoomsController {
  readonly #rooms: Rooms;
  constructor(@Inject(Rooms) rooms: Rooms) {
    this.#rooms = rooms;
  }
  @Get()
  list() {
    return this.#rooms.prisma.tenantWorkspace.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  }
}
@Module({ controllers: [RoomsController], providers: [Rooms, traced('z'), traced('a')] })
class RoomsModule {}
@Module({ providers: [replicas, traced('before')] })
class ReplicasModule {}

const [rooms] = tenantComponents;
const nothing = { views: [], reads: [], writes: [], links: [], system: [], tenants: {} };

describe('extensions of the client', () => {
  let database: TenantDatabase;
  let pool: ConnectionPool;
  let platform: Platform;

  beforeAll(async () => {
    database = await createTenantDatabase();
    const owner = database.owner;
    for (const tenant of ['acme', 'globex']) {
      await owner.query(`
        INSERT INTO tenants (id, slug, name, "updatedAt") VALUES ('${tenant}', '${tenant}', '${tenant}', now());
        INSERT INTO workspaces (id, "tenantId", slug, name, "updatedAt") VALUES ('${tenant}-1', '${tenant}', 'one', 'One', now())`);
    }
    const url = database.ownerUrl;
    const options = readDatabaseOptions({ DATABASE_URL: url, DATABASE_POOL_MAX: '1' });
    pool = new ConnectionPool(options);
    replica = new RootClient(options, pool);
    // Registered as a component that others stand on, and so in front of them.
    platform = await startPlatform(database.url, [
      component('replicas', ReplicasModule, { access: { ...nothing, raw: true } }),
      component('rooms', RoomsModule, { ...rooms, requires: ['replicas'] }),
    ]);
  });
  afterAll(async () => {
    await platform.app.close();
    await replica.$disconnect();
    await pool.end();
    await database.drop();
  });
  const acme = <R>(work: () => PromiseLike<R>) => withTenant('acme', async () => await work());
  const service = () => platform.app.get(Rooms);

  it('come after what limits a query: one that sends reads elsewhere, without the tenant, gets only its rows', async () => {
    calls.length = 0;
    expect(await acme(() => service().prisma.tenantWorkspace.findMany({ select: { id: true } }))).toEqual([
      { id: 'acme-1' },
    ]);
    expect(await replica.tenantWorkspace.count()).toBe(2);
    expect(calls).toEqual(['before findMany', 'replicas {"tenantId":"acme"}']);
    const answers = ['acme', 'globex'].map((tenant) =>
      withTenant(
        tenant,
        async () => await service().prisma.tenantWorkspace.findMany({ where: { OR: [{}] } }),
      ),
    );
    expect((await Promise.all(answers)).map((rows) => rows.map(({ tenantId }) => tenantId))).toEqual([
      ['acme'],
      ['globex'],
    ]);
    await expect(service().prisma.tenantWorkspace.findMany()).rejects.toThrow('ACCESS.NO_TENANT');
  });

  it("are called in the order of the registry and of their names, and not for the kernel's client", async () => {
    calls.length = 0;
    await acme(() => service().prisma.tenantWorkspace.count());
    expect(calls).toEqual(['before count', 'a count', 'z count']);
    calls.length = 0;
    await platform.app.get(RootClient).tenantWorkspace.count();
    expect(calls).toEqual([]);
  });

  it('hold in transactions, whoever begins them, and in batches', async () => {
    calls.length = 0;
    expect(await acme(() => service().rename('New'))).toBe(1);
    expect(calls.map((call) => call.split(' ')[1])).toEqual([
      ...Array.from({ length: 3 }, () => 'updateMany'),
      ...Array.from({ length: 3 }, () => 'count'),
    ]);
    calls.length = 0;
    const { prisma } = service();
    await acme(() =>
      platform.app
        .get(Transactions)
        .run(async () => {
          await prisma.tenantWorkspace.deleteMany();
          throw new Error('undone');
        })
        .catch(() => undefined),
    );
    expect(calls).toEqual(['before deleteMany', 'a deleteMany', 'z deleteMany']);
    const batch = () => prisma.$transaction([prisma.tenantWorkspace.count(), prisma.tenantWorkspace.count()]);
    expect(await acme(batch)).toEqual([1, 1]);
    expect(await acme(() => prisma.$transaction((tx) => tx.tenantWorkspace.count()))).toBe(1);
    expect(calls).toHaveLength(12);
  });

  it('hook the models of their component only, unless it sends SQL of its own', async () => {
    @Module({ providers: [replicas] })
    class Without {}
    const path = 'src/components/without/component.json: "database": { "raw": true }';
    await expect(startPlatform(database.url, [component('without', Without)])).rejects.toThrow(path);
    @Module({ providers: [traced('own')] })
    class Own {}
    const own = component('own', Own, { models: ['TenantWorkspace'] });
    await (await startPlatform(database.url, [own])).app.close();
  });

  it('of one component have names of their own', async () => {
    @Module({ providers: [traced('twice'), traced('twice')] })
    class Twice {}
    const twice = component('twice', Twice, { models: ['TenantWorkspace'] });
    await expect(startPlatform(database.url, [twice])).rejects.toThrow('ACCESS.INVALID_EXTENSION');
  });
});
