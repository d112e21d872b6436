import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  HttpStatus,
  type INestApplication,
  type NestApplicationOptions,
  Module,
  type NestModule,
  Query,
  type Type,
} from '@nestjs/common';
import { HttpAdapterHost, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { PrismaPg } from '@prisma/adapter-pg';
import { createTestDatabase, type TestDatabase } from '@/database/test-utils';
import { components, migrations } from '../../../src/generated/components.ts';
import { PrismaClient } from '../../../src/generated/prisma/client.ts';
import { Public, type RegisteredComponent, TesseraModule } from '../../../src/platform/index.ts';
import { HttpClient } from '../../../src/platform/test-utils/index.ts';
import { TestPrincipals } from '../../../src/platform/test-utils/test-principals.ts';
import { component } from './start-platform.ts';

/** The service of an application that knows nothing of us. */
class DatabaseService extends PrismaClient {}

/** As many applications have it: one shape for every error. */
@Catch()
class OwnFilter implements ExceptionFilter {
  constructor(private readonly host: HttpAdapterHost) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const body = { own: error instanceof Error ? error.message : '' };
    this.host.httpAdapter.reply(host.switchToHttp().getResponse(), body, HttpStatus.I_AM_A_TEAPOT);
  }
}

@Controller('own')
class OwnController {
  @Get()
  list(@Query('page') page: string): { page: string } {
    return { page };
  }

  @Get('boom')
  boom(): never {
    throw new Error('of the application');
  }
}

@Controller('left-behind')
class LeftBehindController {
  @Get()
  list(): string[] {
    return [];
  }
}

@Module({ controllers: [LeftBehindController] })
class LeftBehindModule {}

@Controller('open')
class OpenController {
  @Public()
  @Get()
  list(): string[] {
    return ['open'];
  }
}

@Module({ controllers: [OpenController] })
class OpenModule {}

const quiet: Pick<NestApplicationOptions, 'logger' | 'abortOnError'> = { logger: false, abortOnError: false };
const demo = components.filter(({ name }) => name === 'demo');

describe.each([
  { name: 'Express', createAdapter: () => new ExpressAdapter() },
  { name: 'Fastify', createAdapter: () => new FastifyAdapter() },
])('TesseraModule in an application that was there before, on $name', ({ createAdapter }) => {
  let database: TestDatabase;
  let client: DatabaseService;
  beforeAll(async () => {
    database = await createTestDatabase();
    client = new DatabaseService({ adapter: new PrismaPg({ connectionString: database.url }) });
  });
  afterAll(async () => {
    await client.$disconnect();
    await database.drop();
  });

  const create = async (mounted: readonly RegisteredComponent[]): Promise<INestApplication> => {
    const DatabaseModule = databaseModule(client);
    @Module({
      imports: [
        DatabaseModule,
        TesseraModule.forRoot({
          registry: { components: mounted, migrations },
          useExisting: DatabaseService,
          imports: [DatabaseModule],
        }),
      ],
      controllers: [OwnController],
      providers: [TestPrincipals],
    })
    class AppModule {}
    const app = await NestFactory.create(AppModule, createAdapter(), quiet);
    app.setGlobalPrefix('api');
    app.useGlobalFilters(new OwnFilter(app.get(HttpAdapterHost)));
    return app;
  };

  it('serves components with the client, the prefix and the bootstrap of the application', async () => {
    const app = await create(demo);
    try {
      await app.listen(0, '127.0.0.1');
      const url = await app.getUrl();
      const stranger = new HttpClient(url);
      const credentials = app.get(TestPrincipals).credentialsOf({ permissions: ['demo:users.read'] });
      const reader = new HttpClient(url, credentials);
      await client.demoUser.create({ data: { email: 'ada@example.org', name: 'Ada' } });
      expect(await reader.get('/api/demo/users')).toMatchObject({
        status: 200,
        body: { items: [{ name: 'Ada' }] },
      });
      // What a component answers is what it answers on the platform.
      expect(await stranger.get('/api/demo/users')).toMatchObject({ status: 401, body: { status: 401 } });
      expect(await reader.get('/api/demo/users?nmae=Ada')).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringContaining('nmae') }] },
      });
      // What the application answers is what it answered before.
      expect(await stranger.get('/api/own?page=2&any=thing')).toMatchObject({
        status: 200,
        body: { page: '2' },
      });
      expect(await stranger.get('/api/own/boom')).toMatchObject({
        status: 418,
        body: { own: 'of the application' },
      });
      expect(await stranger.get('/api/nowhere')).toMatchObject({ status: 418 });
    } finally {
      await app.close();
    }
  });

  it('closes a route of a component that says nothing, and no route of the application', async () => {
    await expect(create([component('left', LeftBehindModule)])).rejects.toThrow(
      /ACCESS\.UNDECLARED_ROUTE: .*\n {2}- GET \/left-behind \(LeftBehindController\.list, component "left"\)/,
    );
    const app = await create([component('open', OpenModule)]);
    try {
      await app.listen(0, '127.0.0.1');
      const http = new HttpClient(await app.getUrl());
      expect(await http.get('/api/open')).toMatchObject({ status: 200, body: ['open'] });
      expect(await http.get('/api/own?page=1')).toMatchObject({ status: 200 });
    } finally {
      await app.close();
    }
  });

  it('refuses a client that does not have the models of a component', async () => {
    const billing = component('billing', undefined, { models: ['Invoice', 'DemoUser'] });
    await expect(create([billing])).rejects.toMatchObject({
      code: 'CLIENT.MODELS_MISSING',
      message: expect.stringContaining(
        'does not have Invoice of component "billing". Generate it from the composed schema',
      ),
    });
  });

  it('takes the client itself, too', async () => {
    @Module({ imports: [TesseraModule.forRoot({ registry: { components: demo, migrations }, client })] })
    class AppModule {}
    const app = await NestFactory.create(AppModule, createAdapter(), quiet);
    await app.init();
    await app.close();
    // It stays the application's: closing the application does not close it.
    expect(await client.demoUser.count()).toBeGreaterThan(0);
  });
});

function databaseModule(client: DatabaseService): Type<NestModule | object> {
  @Module({ providers: [{ provide: DatabaseService, useValue: client }], exports: [DatabaseService] })
  class DatabaseModule {}
  return DatabaseModule;
}
