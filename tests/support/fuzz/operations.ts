import { type INestApplication } from '@nestjs/common';
import { type OpenAPIObject } from '@nestjs/swagger';
import { createDocument } from '../../../src/platform/openapi/set-up-openapi.ts';
import { type Registry } from '../../../src/platform/index.ts';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
export type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
export type Schema = Schemas[string];

/** One route as the application describes it. */
export interface Described {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[];
  readonly body: Schema | undefined;
}

/** Every operation of the application's own document. Those that make something come first. */
export function describedOperations(app: INestApplication, registry: Registry) {
  const { paths, components = {} } = createDocument(app, registry);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    methodsOf(item).map(([method, operation]) => describe(path, method, operation)),
  );
  const order = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'];
  const sorted = operations.toSorted((a, b) => order.indexOf(a.method) - order.indexOf(b.method));
  return { operations: sorted, schemas: components.schemas ?? {} };
}

function methodsOf({ get, put, post, patch, delete: remove }: PathItem): [string, Operation][] {
  const all = { GET: get, PUT: put, POST: post, PATCH: patch, DELETE: remove };
  return Object.entries(all).flatMap(([method, operation]) => (operation ? [[method, operation]] : []));
}

function describe(path: string, method: string, { parameters = [], requestBody }: Operation): Described {
  const content = requestBody !== undefined && 'content' in requestBody ? requestBody.content : {};
  return {
    name: `${method} ${path}`,
    method,
    path,
    parameters: parameters.flatMap((one) =>
      'name' in one ? [{ in: one.in, name: one.name, schema: one.schema ?? {} }] : [],
    ),
    body: content['application/json']?.schema,
  };
}
