import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Inject, Injectable, Module, Param } from '@nestjs/common';
import {
  afterCommit,
  PrismaService,
  RootClient,
  Transactional,
  transaction,
  Transactions,
} from '../../../src/database/index.ts';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import { Public } from '../../../src/platform/index.ts';
import { component, type Platform, startPlatform } from '../platform/start-platform.ts';

@Injectable()
class UsersService {
  readonly prisma: PrismaService;
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    this.prisma = prisma;
  }
  async add(name: string): Promise<void> {
    await this.prisma.demoUser.create({ data: { name, email: `${name}@example.org` } });
  }
}
@Module({ providers: [UsersService], exports: [UsersService] })
class UsersModule {}

@Injectable()
class TenantsService {
  readonly prisma: PrismaService;
  readonly users: UsersService;
  constructor(@Inject(PrismaService) prisma: PrismaService, @Inject(UsersService) users: UsersService) {
    this.prisma = prisma;
    this.users = users;
  }
  async add(slug: string): Promise<void> {
    await this.prisma.tenant.create({ data: { slug, name: slug } });
  }
  @Transactional()
  async both(name: string, fail = false): Promise<string> {
    await this.add(name);
    await this.users.add(name);
    if (fail) throw new Error('after both');
    return name;
  }
  @Transactional({ isolationLevel: 'Serializable', timeout: 20_000 })
  async level(): Promise<unknown> {
    return this.prisma.$queryRaw`SELECT current_setting('transaction_isolation') AS level`;
  }
}
@Controller('both')
class BothController {
  readonly tenants: TenantsService;
  constructor(@Inject(TenantsService) tenants: TenantsService) {
    this.tenants = tenants;
  }
  @Transactional()
  @Public()
  @Get(':name')
  async both(@Param('name') name: string): Promise<string> {
    await this.tenants.both(name);
    if (name === 'bad') throw new Error('after the savepoint');
    return name;
  }
}
@Module({ imports: [UsersModule], providers: [TenantsService], controllers: [BothController] })
class TenantsModule {}

const access = { views: [], reads: [], writes: [], links: [], tenants: {}, system: [], raw: true };

describe('a transaction', () => {
  const database = useTestDatabase();
  let platform: Platform;
  let root: RootClient;
  let tenants: TenantsService;
  let users: UsersService;
  let transactions: Transactions;
  beforeAll(async () => {
    platform = await startPlatform(
      database.url,
      [
        component('users', UsersModule, { models: ['DemoUser', 'DemoPost'] }),
        component('tenants', TenantsModule, { models: ['Tenant'], access }),
      ],
      { poolMax: 4, poolTimeout: 2 },
    );
    root = platform.app.get(RootClient);
    tenants = platform.app.get(TenantsService);
    users = platform.app.get(UsersService);
    transactions = platform.app.get(Transactions);
  });
  beforeEach(async () => {
    await root.demoUser.deleteMany();
    await root.tenant.deleteMany();
  });
  afterAll(() => platform.app.close());

  const saved = async () => {
    const found = await root.tenant.findMany({ orderBy: { slug: 'asc' } });
    return { tenants: found.map(({ slug }) => slug).join(), users: await root.demoUser.count() };
  };
  const failing = async () => await tenants.prisma.tenant.create({ data: { slug: 'taken', name: 'twice' } });

  it('is joined by the services of several components, each with its own client', async () => {
    expect(await tenants.both('a')).toBe('a');
    await expect(tenants.both('b', true)).rejects.toThrow('after both');
    expect(await saved()).toEqual({ tenants: 'a', users: 1 });
  });

  it('is around a route, which stays one', async () => {
    expect(await platform.http.get('/both/a')).toMatchObject({ status: 200 });
    expect(await platform.http.get('/both/bad')).toMatchObject({ status: 500 });
    expect(await saved()).toEqual({ tenants: 'a', users: 1 });
  });

  it.each([
    ['transaction()', (work: () => Promise<unknown>) => transaction(work)],
    ['Transactions.run()', (work: () => Promise<unknown>) => transactions.run(work)],
    ['$transaction() of a client', (work: () => Promise<unknown>) => users.prisma.$transaction(() => work())],
  ])('can be opened by %s', async (_name, open) => {
    await open(() => tenants.add('kept'));
    await expect(
      open(async () => {
        await tenants.add('lost');
        await users.add('lost');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await saved()).toEqual({ tenants: 'kept', users: 0 });
  });

  it('has the isolation level that was asked for, which one inside it cannot change', async () => {
    expect(await tenants.level()).toEqual([{ level: 'serializable' }]);
    await expect(transactions.run(() => tenants.level())).rejects.toThrow(
      'cannot have the isolation level Serializable',
    );
  });

  it('ends after its time', async () => {
    await expect(
      transactions.run(
        async () => {
          await tenants.add('late');
          await tenants.prisma.$queryRaw`SELECT 1 FROM pg_sleep(0.3)`;
          await users.add('late');
        },
        { timeout: 100 },
      ),
    ).rejects.toThrow(/expired|timeout/i);
    expect(await saved()).toEqual({ tenants: '', users: 0 });
  });

  it('loses only the part of one inside it that fails', async () => {
    await transactions.run(async () => {
      await tenants.add('taken');
      await transactions.run(failing).catch(() => undefined);
      await expect(tenants.both('inner', true)).rejects.toThrow('after both');
      await users.add('outer');
    });
    expect(await saved()).toEqual({ tenants: 'taken', users: 1 });
  });

  it('has those inside it one after the other, also when they are started together', async () => {
    const results = await transactions.run(() =>
      Promise.allSettled([tenants.both('a'), tenants.both('b', true), tenants.both('c'), tenants.both('c')]),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(await saved()).toEqual({ tenants: 'a,c', users: 2 });
  });

  it('takes a batch with it', async () => {
    const batch = () => [
      tenants.prisma.tenant.create({ data: { slug: 'one', name: '1' } }),
      tenants.prisma.tenant.create({ data: { slug: 'two', name: '2' } }),
    ];
    await expect(
      transactions.run(async () => {
        expect(await tenants.prisma.$transaction(batch())).toMatchObject([{ slug: 'one' }, { slug: 'two' }]);
        await expect(tenants.prisma.$transaction(batch())).rejects.toThrow('Unique constraint');
        expect(await tenants.prisma.tenant.count()).toBe(2);
        throw new Error('all of it');
      }),
    ).rejects.toThrow('all of it');
    expect(await saved()).toEqual({ tenants: '', users: 0 });
  });

  it('does not resolve when a caught error has undone it', async () => {
    await expect(
      transactions.run(async () => {
        await tenants.add('taken');
        await failing().catch(() => undefined);
      }),
    ).rejects.toThrow('Nothing of the transaction was saved');
    await expect(
      root.$transaction(async (tx) => {
        await tx.tenant.create({ data: { slug: 'taken', name: 'x' } });
        await tx.tenant.create({ data: { slug: 'taken', name: 'x' } }).catch(() => undefined);
      }),
    ).rejects.toThrow('Nothing of the transaction was saved');
    expect(await saved()).toEqual({ tenants: '', users: 0 });
    // Its connection is free again.
    expect(root.poolUse().idle).toBe(root.poolUse().open);
  });

  it('calls what is to follow once it is committed, and not what was rolled back', async () => {
    const calls: string[] = [];
    const note = (what: string) => afterCommit(async () => calls.push(`${what}:${(await saved()).tenants}`));
    await transactions.run(async () => {
      await tenants.add('a');
      await note('outer');
      await transactions.run(() => note('inner'));
      await transactions
        .run(async () => {
          await note('never');
          throw new Error('inner');
        })
        .catch(() => undefined);
      await afterCommit(() => {
        throw new Error('the hook');
      });
      await note('last');
      expect(calls).toEqual([]);
    });
    expect(calls).toEqual(['outer:a', 'inner:a', 'last:a']);
    await transactions
      .run(async () => {
        await note('gone');
        throw new Error('outer');
      })
      .catch(() => undefined);
    await note('at once');
    expect(calls.slice(3)).toEqual(['at once:a']);
  });

  it('needs no second connection for what is inside it, so that a full pool does not wait for itself', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `t${index}`);
    await Promise.all(names.map((name) => tenants.both(name)));
    expect((await saved()).users).toBe(12);
  });

  it('does not reach work that is outside of it, nor one after its end', async () => {
    let late: PromiseLike<number> | undefined;
    let inside: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (inside = resolve));
    let end: () => void = () => undefined;
    const ending = new Promise<void>((resolve) => (end = resolve));
    const done = transactions.run(async () => {
      await tenants.add('open');
      late = tenants.prisma.tenant.count();
      inside();
      await ending;
    });
    await begun;
    expect(await tenants.prisma.tenant.count()).toBe(0);
    end();
    await done;
    expect(await tenants.prisma.tenant.count()).toBe(1);
    await expect((async () => await late)()).rejects.toMatchObject({ code: 'P2028' });
  });
});
