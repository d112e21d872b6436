/** A schema inside a JSON Schema, the whole one too. */
export interface SubSchema {
  readonly path: readonly (string | number)[];
  readonly schema: Readonly<Record<string, unknown>>;
}

const one =
  'additionalItems additionalProperties contains contentSchema else if items not propertyNames then';
const unevaluated = ' unevaluatedItems unevaluatedProperties';
const single = new Set((one + unevaluated).split(' '));
const lists = new Set(['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems']);
const maps = new Set([
  '$defs',
  'definitions',
  'dependencies',
  'dependentSchemas',
  'patternProperties',
  'properties',
]);

/** Every schema in a JSON Schema, in the order they are written; values such as `default` and `enum` are none. */
export function walkJsonSchema(schema: unknown, path: SubSchema['path'] = []): SubSchema[] {
  if (!isRecord(schema)) return [];
  const inside = Object.entries(schema).flatMap(([keyword, value]): SubSchema[] => {
    const at = [...path, keyword];
    if (lists.has(keyword) && Array.isArray(value)) {
      return value.flatMap((each, index) => walkJsonSchema(each, [...at, index]));
    }
    if (maps.has(keyword) && isRecord(value)) {
      return Object.entries(value).flatMap(([name, each]) => walkJsonSchema(each, [...at, name]));
    }
    return single.has(keyword) ? walkJsonSchema(value, at) : [];
  });
  return [{ path, schema }, ...inside];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
