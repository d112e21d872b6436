import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type CanActivate,
  Controller,
  forwardRef,
  Get,
  Global,
  Inject,
  Injectable,
  Module,
  Scope,
  UseGuards,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { DATABASE_OPTIONS, PrismaService, RootClient } from '../../../src/database/index.ts';
import { readDatabaseOptions } from '../../../src/database/database-options.ts';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';
import { PlatformModule, Public, type RegisteredComponent } from '../../../src/platform/index.ts';
import { component, type Platform, startPlatform } from '../platform/start-platform.ts';

const injected = Symbol('what was injected');

/** Says whose client it was given. */
abstract class Holder {
  constructor(readonly prisma: PrismaService) {}
}

@Injectable()
class Own extends Holder {
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    super(prisma);
  }
}
@Injectable({ scope: Scope.TRANSIENT })
class Transient extends Holder {
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    super(prisma);
  }
}
@Injectable({ scope: Scope.REQUEST })
class PerRequest extends Holder {
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    super(prisma);
  }
}
@Injectable()
class Guard extends Holder implements CanActivate {
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    super(prisma);
  }
  async canActivate(): Promise<boolean> {
    return (await this.prisma.demoUser.count()) === 0;
  }
}

@Injectable()
class InShared extends Holder {
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    super(prisma);
  }
}
@Module({ providers: [InShared], exports: [InShared] })
class SharedModule {}

@Injectable()
class InDynamic extends Holder {
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    super(prisma);
  }
}
@Module({})
class DynamicThing {}
const dynamicThing = () => ({ module: DynamicThing, providers: [InDynamic], exports: [InDynamic] });

@Injectable()
class InNested extends Holder {
  constructor(@Inject(PrismaService) prisma: PrismaService) {
    super(prisma);
  }
}
@Global()
@Module({ providers: [InNested], exports: [InNested] })
class NestedModule {}

@Public()
@Controller('users-of-client')
@UseGuards(Guard)
class UsersController {
  readonly #own: Own;
  readonly #perRequest: PerRequest;
  constructor(@Inject(Own) own: Own, @Inject(PerRequest) perRequest: PerRequest) {
    this.#own = own;
    this.#perRequest = perRequest;
  }
  @Get()
  async get() {
    const foreign = await this.#perRequest.prisma.tenant.count().catch((error: unknown) => String(error));
    return { own: await this.#own.prisma.demoUser.count(), foreign };
  }
}

@Module({
  imports: [forwardRef(() => NestedModule), SharedModule, dynamicThing()],
  controllers: [UsersController],
  providers: [
    Own,
    Transient,
    PerRequest,
    Guard,
    { provide: injected, inject: [PrismaService], useFactory: (prisma: PrismaService) => prisma },
  ],
  exports: [Own],
})
class UsersModule {}

@Injectable()
class TenantsService extends Holder {
  readonly users: Own;
  constructor(@Inject(PrismaService) prisma: PrismaService, @Inject(Own) users: Own) {
    super(prisma);
    this.users = users;
  }
}
@Module({ imports: [UsersModule, SharedModule, dynamicThing()], providers: [TenantsService] })
class TenantsModule {}

const components: readonly RegisteredComponent[] = [
  component('users', UsersModule, { models: ['DemoUser', 'DemoPost'] }),
  component('tenants', TenantsModule, { models: ['Tenant', 'TenantWorkspace', 'TenantConfig'] }),
];

/** Which of the two components' models a client reads. */
async function reach(prisma: PrismaService): Promise<string> {
  const can = async (count: () => Promise<number>) =>
    await count().then(
      () => true,
      () => false,
    );
  const users = await can(async () => await prisma.demoUser.count());
  const tenants = await can(async () => await prisma.tenant.count());
  return users === tenants ? (users ? 'all' : 'closed') : users ? 'users' : 'tenants';
}

describe('PrismaService, injected', () => {
  const database = useTestDatabase();
  let platform: Platform | undefined;
  afterEach(async () => {
    await platform?.app.close();
    platform = undefined;
  });

  it('is the client of the component whose module asks, however it asks', async () => {
    platform = await startPlatform(database.url, components);
    const { app } = platform;
    const module = app.select(UsersModule).get(ModuleRef, { strict: true });
    const [dynamicOfUsers, dynamicOfTenants] = app.get(InDynamic, { each: true, strict: false });
    const found = {
      provider: app.get(Own).prisma,
      factory: app.get<PrismaService>(injected),
      transient: (await app.resolve(Transient)).prisma,
      created: (await module.create(Own)).prisma,
      nested: app.get(InNested).prisma,
      dynamic: dynamicOfUsers?.prisma,
      other: app.get(TenantsService).prisma,
      otherDynamic: dynamicOfTenants?.prisma,
      exported: app.get(TenantsService).users.prisma,
      shared: app.get(InShared).prisma,
      outside: app.get<PrismaService>(PrismaService),
    };
    const reached: Record<string, string> = {};
    for (const [how, prisma] of Object.entries(found)) reached[how] = prisma ? await reach(prisma) : 'none';
    expect(reached).toEqual({
      provider: 'users',
      factory: 'users',
      transient: 'users',
      created: 'users',
      nested: 'users',
      dynamic: 'users',
      other: 'tenants',
      otherDynamic: 'tenants',
      exported: 'users',
      shared: 'closed',
      outside: 'closed',
    });
    const { status, body } = await platform.http.get('/users-of-client');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { own: 0, foreign: expect.stringContaining('"requires": { "tenants": "^1.0.0" }') },
    });
    expect(await app.get(RootClient).tenant.count()).toBe(0);
  });

  it('is the same in a second application over the same classes, which may know other components', async () => {
    platform = await startPlatform(database.url, components);
    const second = await startPlatform(database.url, [
      component('users', UsersModule, { models: ['Tenant'] }),
    ]);
    try {
      expect(await reach(platform.app.get(Own).prisma)).toBe('users');
      expect(await reach(second.app.get(Own).prisma)).toBe('tenants');
      // Of one component now.
      expect(await reach(second.app.get(InShared).prisma)).toBe('tenants');
      const providers: unknown = Reflect.getMetadata('providers', UsersModule);
      const ofClient = Array.isArray(providers) ? providers.filter(providesClient) : [];
      expect(ofClient).toHaveLength(1);
    } finally {
      await second.app.close();
    }
  });

  it('can be replaced in a test', async () => {
    const stub = { demoUser: { count: () => Promise.resolve(7) } };
    const testing = await Test.createTestingModule({
      imports: [PlatformModule.forRoot({ components, migrations: [] })],
    })
      .overrideProvider(DATABASE_OPTIONS)
      .useValue(readDatabaseOptions({ DATABASE_URL: database.url }))
      .overrideProvider(PrismaService)
      .useValue(stub)
      .compile();
    expect(testing.get(Own).prisma).toBe(stub);
    await testing.close();
  });
});

function providesClient(provider: unknown): boolean {
  return (
    typeof provider === 'object' && provider !== null && Reflect.get(provider, 'provide') === PrismaService
  );
}
