import { convertSchema } from '../openapi/convert-schema.ts';
import { key } from '../routes/route-metadata.ts';

/** The query keys a route declares; `open` when it takes any, or when its schema refuses unknown ones by itself. */
export interface QueryKeys {
  readonly names: ReadonlySet<string>;
  readonly isOpen: boolean;
}

/**
 * Reads what a handler declares: `@Query('name')`, `@Query({ schema })`, and `@ApiQuery({ name })` for what it takes
 * from the request by hand.
 */
export function queryKeysOf(controller: object, handler: { readonly name: string }): QueryKeys {
  const names = new Set<string>(documentedNames(handler));
  let isOpen = false;
  for (const { data, schema } of queryArguments(controller, handler.name)) {
    if (typeof data === 'string') names.add(data);
    else if (schema === undefined) isOpen = true;
    else isOpen = !collectNames(convertSchema(schema, { schemaType: 'input' })?.schema, names) || isOpen;
  }
  return { names, isOpen };
}

/**
 * Adds the names a JSON Schema allows.
 *
 * @returns false when it allows others too, cannot be read, or refuses others by itself with everything else that is wrong
 */
function collectNames(schema: unknown, names: Set<string>): boolean {
  if (!isObject(schema)) return false;
  const { properties, additionalProperties } = schema;
  const parts = ['anyOf', 'oneOf', 'allOf'].flatMap((name) => listOf(schema[name]));
  if (isObject(properties)) for (const name of Object.keys(properties)) names.add(name);
  else if (parts.length === 0) return false;
  const isClosed = parts.map((part) => collectNames(part, names)).every(Boolean);
  return isClosed && additionalProperties === undefined;
}

interface Argument {
  readonly data?: unknown;
  readonly schema?: unknown;
}

function queryArguments(controller: object, method: string): Argument[] {
  const found: unknown = Reflect.getMetadata(key.routeArguments, controller, method);
  if (!isObject(found)) return [];
  return Object.entries(found).flatMap(([kind, argument]) =>
    kind.startsWith(`${key.queryArgument}:`) && isObject(argument) ? [argument] : [],
  );
}

function documentedNames(handler: object): string[] {
  const found: unknown = Reflect.getMetadata(key.documentedParameters, handler);
  return listOf(found).flatMap((parameter) =>
    isObject(parameter) && parameter['in'] === 'query' && typeof parameter['name'] === 'string'
      ? [parameter['name']]
      : [],
  );
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
