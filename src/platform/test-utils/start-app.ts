import { type INestApplication, type Type } from '@nestjs/common';
import { RootClient } from '../../database/index.ts';
import { createTestDatabase, type TestDatabase } from '../../database/test-utils/index.ts';
import { type Principal, type RegisteredComponent } from '../index.ts';
import { bootApp } from './boot-app.ts';
import { HttpClient } from './http-client.ts';
import { readRegistry } from './read-registry.ts';
import { TestPrincipals } from './test-principals.ts';

/** An application that serves, on a database of its own. */
export interface TestApp {
  readonly app: INestApplication;
  /** Sends requests without credentials: only public routes answer them. */
  readonly http: HttpClient;
  /**
   * A client whose requests are those of a principal.
   *
   * @example
   * const clerk = app.as({ permissions: ['demo:posts.read'] });
   * expect(await clerk.get('/demo/posts')).toMatchObject({ status: 200 });
   */
  readonly as: (principal: Partial<Principal>) => HttpClient;
  /** With every model. */
  readonly prisma: RootClient;
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
    const known = await readRegistry(process.env);
    const app = await bootApp(
      database.url,
      modules.map((module) => registered(module, known)),
    );
    const origin = await app.getUrl();
    const principals = app.get(TestPrincipals);
    return {
      app,
      database,
      http: new HttpClient(origin),
      as: (principal) => new HttpClient(origin, principals.credentialsOf(principal)),
      prisma: app.get(RootClient),
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

/** A registry line for each module: what the build wrote, where it is a component's. */
function registered(module: Type, components: readonly RegisteredComponent[]): RegisteredComponent {
  const nothing = { version: '0.0.0', path: '', requires: [], optional: false, models: [] };
  const known = components.find((component) => component.module === module);
  return { ...nothing, ...known, name: module.name, requires: [], module };
}
