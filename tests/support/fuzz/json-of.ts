import fc, { type Arbitrary } from 'fast-check';
import { type Schema, type Schemas } from './operations.ts';

/** Stands for an id that an answer before had in it; replaced when the request is sent. */
export class KnownId {
  readonly index: number;
  readonly name: string;

  constructor(index: number, name: string) {
    this.index = index;
    this.name = name;
  }
}

export function knownId(name: string): Arbitrary<unknown> {
  return fc.nat(1000).map((index) => new KnownId(index, name));
}

/** Stands for JSON that is too deep to be built as a value here. */
export const deep = '<nested 3,000 deep>';

/** What broke servers before: text that is no Unicode, what PostgreSQL cannot store, what takes validators long. */
const hostile: Arbitrary<unknown> = fc.constantFrom<unknown>(
  '\ud800',
  { a: ['\ud800'] },
  { '\udc00': 1 },
  { a: 'b\0' },
  deep,
  { a: deep },
  Array.from({ length: 20_000 }, () => ({})),
);

/** What no schema expects. */
export const strange: Arbitrary<unknown> = fc.oneof(
  hostile,
  fc.constantFrom<unknown>(
    ...[
      '',
      ' ',
      '\0',
      'a\0b',
      '\ud800',
      '\udc00x',
      '\uffff',
      '💥',
      '__proto__',
      'constructor',
      '../..',
      '%',
      "'",
    ],
    ...[
      'x'.repeat(5000),
      '0',
      '-1',
      '1e999',
      'NaN',
      'null',
      '9'.repeat(300),
      '2024-02-30',
      '275760-09-13T00:00:00Z',
    ],
    ...[null, true, 0, -1, -0.5, 1e21, 2 ** 31, 2 ** 53, -(2 ** 63), 5e-324, 1.7e308],
    ...[[], {}, [[]], { length: -1 }, { toString: 1 }, { $ne: null }],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 1, max: 200 }).map((depth): unknown => {
    let value: unknown = 1;
    for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
    return value;
  }),
);

/** Values that fit the schema, mostly; here and there something else. */
export function jsonOf(schema: Schema, schemas: Schemas, name = '', depth = 0): Arbitrary<unknown> {
  if (depth > 6) return fc.constant(null);
  const fitting = fittingOf(schema, schemas, name, depth);
  return fc.oneof({ weight: 20, arbitrary: fitting }, { weight: 1, arbitrary: strange });
}

function fittingOf(schema: Schema, schemas: Schemas, name: string, depth: number): Arbitrary<unknown> {
  const inner = (part: Schema, key = name): Arbitrary<unknown> => jsonOf(part, schemas, key, depth + 1);
  if ('$ref' in schema) {
    const found = schemas[schema.$ref.replace('#/components/schemas/', '')];
    return found === undefined ? strange : inner(found);
  }
  const { enum: values, oneOf, anyOf, allOf, type, properties = {}, required = [], items } = schema;
  if (values !== undefined && values.length > 0)
    return fc.constantFrom(...values.map((value: unknown) => value));
  const choices = oneOf ?? anyOf;
  if (choices !== undefined && choices.length > 0) return fc.oneof(...choices.map((choice) => inner(choice)));
  if (allOf !== undefined && allOf.length > 0) {
    return fc.tuple(...allOf.map((part) => inner(part))).map((parts): unknown => Object.assign({}, ...parts));
  }
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer(boundsOf(schema.minimum, schema.maximum));
    case 'number':
      return fc.double({ ...boundsOf(schema.minimum, schema.maximum), noNaN: true });
    case 'array':
      return fc.array(items === undefined ? strange : inner(items), { maxLength: 4 });
    case 'object': {
      const entries = Object.entries(properties).map(([key, part]) => [key, inner(part, key)] as const);
      if (entries.length === 0) return fc.dictionary(fc.string({ maxLength: 8 }), strange, { maxKeys: 3 });
      const known = entries.map(([key]) => key);
      return fc.record(Object.fromEntries(entries), {
        requiredKeys: known.filter((key) => required.includes(key)),
      });
    }
    case 'string':
      return textOf(schema, name);
    default:
      return strange;
  }
}

function boundsOf(minimum = -(2 ** 31), maximum = 2 ** 31 - 1): { min: number; max: number } {
  const min = Math.max(minimum, -(2 ** 31));
  return { min, max: Math.max(min, Math.min(maximum, 2 ** 31 - 1)) };
}

function textOf(
  { format, pattern, minLength = 0, maxLength = 40 }: Exclude<Schema, { $ref: string }>,
  name: string,
) {
  if (/id$/i.test(name)) return knownId(name);
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true }).map((date): unknown => date.toISOString());
  if (format === 'email') return fc.emailAddress();
  if (format === 'uuid') return fc.uuid();
  if (pattern !== undefined)
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length < 500);
  const longest = Math.max(minLength, Math.min(maxLength, minLength + 40));
  return fc.string({ unit: 'grapheme', minLength, maxLength: longest });
}
