import { type INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { createTestDatabase } from '../../database/test-utils/index.ts';
import { bootApp } from './boot-app.ts';
import { type Registry } from '../components/registered-component.ts';
import { listRoutes, type MountedRoute } from '../routes/list-routes.ts';
import { checkOpenApi } from './check-openapi.ts';
import { checkRoutes } from './check-routes.ts';
import { checkUnmount, countListeners } from './check-unmount.ts';
import { type ConformanceResult, timed } from './conformance-result.ts';
import { ErrorLog } from './error-log.ts';
import { TestPrincipals } from './test-principals.ts';
import { ResourceWatch } from './resource-watch.ts';

/**
 * What every component must do, whatever it is for: mount, answer, be documented, and leave nothing behind.
 *
 * @param components the component and what it requires, in mount order.
 * @param name the component that is looked at.
 */
export async function checkConformance(
  components: Registry['components'],
  name: string,
): Promise<readonly ConformanceResult[]> {
  const database = await createTestDatabase();
  try {
    return await checkOn(database.url, components, name);
  } finally {
    await database.drop();
  }
}

async function checkOn(
  url: string,
  components: Registry['components'],
  name: string,
): Promise<readonly ConformanceResult[]> {
  const log = new ErrorLog();
  let app: INestApplication | undefined;
  // Without the component first: what is there then is not its, and what is made once for all is made.
  const others = await routesWithout(url, components, name);
  const before = { log, watch: new ResourceWatch(), listeners: countListeners() };
  try {
    const mount = await timed('mount', async () => {
      try {
        app = await bootApp(url, components, log);
        return { summary: summarise(components, name), failures: [] };
      } catch (error) {
        const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
        const hint =
          'Mend its module: everything it needs must be provided by it, or exported by a module it imports.';
        return { summary: '', failures: [{ message, hint, stack }] };
      }
    });
    if (app === undefined) return [mount];
    const mounted = app;
    const routes = routesOf(mounted, components).filter((route) => !others.has(keyOf(route)));
    const origin = await mounted.getUrl();
    return [
      mount,
      await timed('routes', () => checkRoutes(origin, routes, log, mounted.get(TestPrincipals))),
      await timed('openapi', () => checkOpenApi(mounted, components, name, routes)),
      await timed('unmount', () => checkUnmount(mounted, url, before)),
    ];
  } finally {
    before.watch.stop();
  }
}

async function routesWithout(url: string, components: Registry['components'], name: string) {
  const others = components.filter((component) => component.name !== name);
  const app = await bootApp(url, others, new ErrorLog());
  try {
    return new Set(routesOf(app, others).map(keyOf));
  } finally {
    await app.close();
  }
}

function routesOf(app: INestApplication, components: Registry['components']): MountedRoute[] {
  return listRoutes(app.get(ModulesContainer), components);
}

function keyOf({ method, path }: MountedRoute): string {
  return `${method} ${path}`;
}

function summarise(components: Registry['components'], name: string): string {
  const own = components.find((component) => component.name === name);
  const others = components.filter((component) => component !== own).map((component) => component.name);
  const what = own?.module === undefined ? 'data only' : 'its module';
  return others.length === 0 ? what : `${what}, with ${others.join(', ')}`;
}
