import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What Nest's OpenAPI generator wants to know about a schema: its shape, and the named shapes it refers to. */
export interface ConvertedSchema {
  schema: unknown;
  components?: Record<string, unknown>;
}

/**
 * Converts zod schemas for OpenAPI, also those that plain JSON Schema cannot say: dates, big integers, transforms.
 *
 * @returns undefined for other libraries' schemas: Nest converts them by itself.
 */
export function convertSchema(
  schema: unknown,
  { schemaType }: { schemaType: 'input' | 'output' },
): ConvertedSchema | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const converted = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io: schemaType,
    // A value without a JSON form is any value to the reader of the document.
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { type } = zodSchema._zod.def;
      if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
      if (type === 'bigint') Object.assign(jsonSchema, { type: 'string', pattern: '^-?\\d+$' });
    },
  });
  return intoDocument(converted);
}

/** References count from the schema's own root; in the OpenAPI document everything referred to needs a name. */
function intoDocument(schema: z.core.JSONSchema.BaseSchema): ConvertedSchema {
  const { definitions, ...rest } = schema;
  const named = typeof definitions === 'object' && definitions !== null ? definitions : {};
  // `$schema` and `~standard` are for readers of the schema alone.
  const root = Object.fromEntries(
    Object.entries(rest).filter(([key]) => !/^(\$schema|~standard)$/.test(key)),
  );
  // The name follows from the content: the same schema gets the same name at every start.
  const prefix = `Schema${createHash('sha256')
    .update(JSON.stringify([root, named]))
    .digest('hex')
    .slice(0, 8)}`;
  const nameOf = (key: string) => (key.startsWith('__') ? `${prefix}${key.slice(2)}` : key);
  const rename = (value: unknown): unknown =>
    mapReferences(value, (reference) => {
      if (reference === '#') return `#/components/schemas/${prefix}`;
      return reference.startsWith('#/definitions/')
        ? `#/components/schemas/${nameOf(reference.slice('#/definitions/'.length))}`
        : reference;
    });
  const components = Object.fromEntries(
    Object.entries(named).map(([key, definition]) => [nameOf(key), rename(definition)]),
  );
  if (!JSON.stringify([root, named]).includes('"$ref":"#"')) return { schema: rename(root), components };
  return {
    schema: { $ref: `#/components/schemas/${prefix}` },
    components: { ...components, [prefix]: rename(root) },
  };
}

function mapReferences(value: unknown, change: (reference: string) => string): unknown {
  if (Array.isArray(value)) return value.map((entry) => mapReferences(entry, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]: [string, unknown]) => [
    key,
    key === '$ref' && typeof entry === 'string' ? change(entry) : mapReferences(entry, change),
  ]);
  return Object.fromEntries(entries);
}
