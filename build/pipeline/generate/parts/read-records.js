import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const generatorRequire = createRequire(require.resolve('@prisma/client-generator-ts'));
const { EdgeFlag } = createRequire(generatorRequire.resolve('@prisma/param-graph-builder'))(
  '@prisma/param-graph',
);

const enumFlags = EdgeFlag.ParamEnum | EdgeFlag.ParamListEnum;

/** @typedef {import('./assemble-parts.js').TypeRecords} TypeRecords see compile-types.js */

/** Where the count of a type's fields stands. @param {TypeRecords} records @param {number} type */
export function fieldsOf(records, type) {
  const place = records.placeOf(type);
  return place + 1 + (records.dataOf(type)[place] ?? 0);
}

/** @param {ArrayLike<number>} data @param {number} at of a count of fields @returns {number} what stands after them */
export function pastFields(data, at) {
  const count = data[at] ?? 0;
  let next = at + 1;
  for (let index = 0; index < count; index += 1) next += 5 + (data[next + 4] ?? 0);
  return next;
}

/**
 * Fields of several types, those of the same name as one.
 *
 * @typedef {{ mask: number, flags: number, enumWord: number, objects: Set<number> }} MergedField
 *
 * @param {TypeRecords} records
 * @param {readonly number[]} types
 * @returns {Map<number, MergedField>} by word
 */
export function mergeFields(records, types) {
  /** @type {Map<number, MergedField>} */
  const fields = new Map();
  for (const type of types) {
    const data = records.dataOf(type);
    let at = fieldsOf(records, type);
    const end = pastFields(data, at);
    for (at += 1; at < end; at += 5 + (data[at + 4] ?? 0)) {
      const word = data[at] ?? 0;
      const field = fields.get(word) ?? { mask: 0, flags: 0, enumWord: 0, objects: new Set() };
      fields.set(word, field);
      mergeField(field, data, at);
    }
  }
  return fields;
}

/** @param {MergedField} field @param {ArrayLike<number>} data @param {number} at */
function mergeField(field, data, at) {
  const flags = data[at + 2] ?? 0;
  field.mask |= data[at + 1] ?? 0;
  field.flags |= flags & ~enumFlags;
  // The first enum counts, with its own flag.
  if (field.enumWord === 0 && (data[at + 3] ?? 0) > 0) {
    field.enumWord = data[at + 3] ?? 0;
    field.flags |= flags & enumFlags;
  }
  for (let object = 0; object < (data[at + 4] ?? 0); object += 1)
    field.objects.add(data[at + 5 + object] ?? 0);
}
