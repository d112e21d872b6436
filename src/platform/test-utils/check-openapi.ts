import { type INestApplication } from '@nestjs/common';
import { type OpenAPIObject } from '@nestjs/swagger';
import { createDocument } from '../openapi/set-up-openapi.ts';
import { type MountedRoute } from '../routes/list-routes.ts';
import { type Registry } from '../components/registered-component.ts';
import { type ConformanceFailure, type ConformanceResult } from './conformance-result.ts';

type PathItem = OpenAPIObject['paths'][string];

/** The document can be made, has every route, and shows it under its component. */
export function checkOpenApi(
  app: INestApplication,
  components: Registry['components'],
  name: string,
  routes: readonly MountedRoute[],
): Pick<ConformanceResult, 'summary' | 'failures'> {
  let document: OpenAPIObject;
  try {
    document = createDocument(app, { components, migrations: [] });
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    const hint = 'Look at the schemas of its routes: one of them cannot be described.';
    return { summary: '', failures: [{ message: `The document cannot be made: ${message}`, hint, stack }] };
  }
  const paths = new Map(Object.entries(document.paths).map(([path, item]) => [shape(path), item]));
  const failures = routes.flatMap((route): ConformanceFailure[] => {
    const operations = operationsOf(paths.get(shape(route.path)), route.method);
    const { method, path, handler } = route;
    if (operations.length === 0) {
      const message = `${method} ${path} is not in the document.`;
      const hint = 'Remove @ApiExcludeController or @ApiExcludeEndpoint.';
      return [{ message, hint, handler }];
    }
    if (operations.every(({ tags = [] }) => tags.includes(name))) return [];
    return [
      {
        message: `${method} ${path} is not shown under "${name}".`,
        hint: `Import the module of ${handler.split('.')[0] ?? 'its controller'} into the module of the component, and do not make it global.`,
        handler,
      },
    ];
  });
  return {
    summary: routes.length === 0 ? 'no routes to describe' : `all under "${name}"`,
    failures,
  };
}

function operationsOf(item: PathItem | undefined, method: string) {
  if (item === undefined) return [];
  const { get, put, post, patch, delete: remove, head, options, trace } = item;
  const byMethod = new Map(
    Object.entries({
      GET: get,
      PUT: put,
      POST: post,
      PATCH: patch,
      DELETE: remove,
      HEAD: head,
      OPTIONS: options,
      TRACE: trace,
    }),
  );
  const found = method === 'ALL' ? [...byMethod.values()] : [byMethod.get(method)];
  return found.filter((operation) => operation !== undefined);
}

/** A path without the spelling of its parameters. */
function shape(path: string): string {
  return path.replaceAll(/\{[^}]*\}|[:*][^/]+/g, '{}').replace(/(?<=.)\/$/, '');
}
