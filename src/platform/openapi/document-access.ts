import { STATUS_CODES } from 'node:http';
import { type OpenAPIObject } from '@nestjs/swagger';
import { type DeclaredAccess } from '../access/declared-access.ts';
import { type MountedRoute } from '../routes/list-routes.ts';
import { problemContent } from './api-problems.ts';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

/** The security scheme of the document; which credentials there are is up to the components. */
export const securityScheme = 'credentials';

/** Says of every operation who may use it: security, permissions (`x-permissions`), and the answers 401 and 403. */
export function documentAccess({ paths }: OpenAPIObject, routes: readonly MountedRoute[]): void {
  const declared = new Map(routes.map(({ method, path, access }) => [`${method} ${shape(path)}`, access]));
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of operationsOf(item)) {
      const access = declared.get(`${method} ${shape(path)}`) ?? declared.get(`ALL ${shape(path)}`);
      if (access !== undefined) addAccess(operation, access);
    }
  }
}

function addAccess(operation: Operation, access: DeclaredAccess): void {
  if (access.kind === 'public') {
    operation.security = [];
    return;
  }
  operation.security = [{ [securityScheme]: [] }];
  if (access.kind === 'requires') Object.assign(operation, { 'x-permissions': access.permissions });
  else Object.assign(operation, { 'x-internal': true });
  // What is not there for a sender is not described as refused, either.
  for (const status of access.kind === 'requires' && access.hidden === true ? [404] : [401, 403]) {
    operation.responses[status] ??= { description: STATUS_CODES[status] ?? '', content: problemContent };
  }
}

function operationsOf({ get, put, post, patch, delete: remove, head, options }: PathItem) {
  const all = { GET: get, PUT: put, POST: post, PATCH: patch, DELETE: remove, HEAD: head, OPTIONS: options };
  return Object.entries(all).flatMap(([method, operation]) =>
    operation === undefined ? [] : [[method, operation] as const],
  );
}

/** A path without the spelling of its parameters. */
function shape(path: string): string {
  return path.replaceAll(/\{[^}]*\}|[:*][^/]+/g, '{}').replace(/(?<=.)\/$/, '');
}
