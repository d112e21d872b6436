import { type INestApplication, type Type } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { applicationOptions, createLogger, PlatformModule, setUpApplication } from '../../platform/index.ts';
import { DATABASE_OPTIONS, readDatabaseOptions } from '../database-options.ts';
import { PrismaService } from '../prisma.service.ts';
import { createTestDatabase, type TestDatabase } from './create-test-database.ts';
import { HttpClient } from './http-client.ts';

/** An application that serves, on a database of its own. */
export interface TestApp {
  readonly app: INestApplication;
  readonly http: HttpClient;
  readonly prisma: PrismaService;
  readonly database: Pick<TestDatabase, 'url' | 'name'>;
  /** Stops the application and drops its database. */
  readonly close: () => Promise<void>;
}

/**
 * Boots the platform around the given components, on a fresh copy of the migrated database and a free port.
 *
 * @param modules the modules of the components under test, each after those it requires.
 * @example
 * let app: TestApp;
 * beforeAll(async () => { app = await startApp(DemoModule); });
 * afterAll(() => app.close());
 */
export async function startApp(...modules: readonly Type[]): Promise<TestApp> {
  const database = await createTestDatabase();
  try {
    const app = await createApp(database.url, modules);
    return {
      app,
      database,
      http: new HttpClient(await app.getUrl()),
      prisma: app.get(PrismaService),
      close: async () => {
        await app.close();
        await database.drop();
      },
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}

async function createApp(url: string, modules: readonly Type[]): Promise<INestApplication> {
  const components = modules.map((module) => ({
    name: module.name,
    version: '0.0.0',
    description: '',
    path: '',
    requires: [],
    optional: false,
    models: [],
    module,
  }));
  const testing = await Test.createTestingModule({
    imports: [PlatformModule.forRoot({ components, migrations: [] })],
  })
    .overrideProvider(DATABASE_OPTIONS)
    .useValue(readDatabaseOptions({ DATABASE_URL: url }))
    .compile({ snapshot: true });
  const app = testing.createNestApplication<NestExpressApplication>(applicationOptions);
  const logger = createLogger({ logLevel: 'silent', logFormat: 'json' });
  await setUpApplication(app, { bodyLimit: '1mb' }, logger);
  await app.listen(0, '127.0.0.1');
  return app;
}
