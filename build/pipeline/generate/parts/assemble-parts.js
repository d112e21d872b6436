import { isClaimed, withGroup } from './claimed-types.js';
import { orderTypes } from './order-types.js';
import { PartsError } from './parts-error.js';

/**
 * @typedef {import('./compile-part.js').CompiledPart} CompiledPart
 * @typedef {import('./model-roots.js').ModelRoots} ModelRoots
 * @typedef {import('./name-table.js').Names} Names
 *
 * @typedef {object} TypeRecords the records of all parts, see compile-types.js
 * @property {(type: number) => boolean} has
 * @property {(type: number) => Int32Array} dataOf
 * @property {(type: number) => number} placeOf
 *
 * @typedef {object} AssembledSchema
 * @property {readonly ModelRoots[]} roots in the order of the models
 * @property {TypeRecords} records
 * @property {ReadonlyMap<string, readonly number[]>} inputTypes of each model's file, in its order
 * @property {ReadonlyMap<number, number>} order places of input types in the whole description
 * @property {ReadonlyMap<number, string>} claims models of claimed types
 * @property {readonly import('@prisma/dmmf').InputType[]} sharedTypes in the order of the whole description
 * @property {readonly import('@prisma/dmmf').SchemaEnum[]} schemaEnums
 * @property {readonly import('@prisma/dmmf').FieldRefType[]} fieldRefs
 */

/**
 * Puts parts together as if the schema had been described as a whole.
 *
 * @param {readonly CompiledPart[]} parts
 * @param {readonly string[]} models in the order of the schema, views after all models
 * @param {Names} names
 * @returns {AssembledSchema}
 * @throws PartsError when parts contradict each other, or one says of another what is not there
 */
export function assembleParts(parts, models, { types }) {
  const size = types.size;
  const records = indexRecords(parts, types);
  const rootsOf = new Map(parts.flatMap((part) => [...part.roots]));
  const roots = models.flatMap((model) => rootsOf.get(model) ?? []);
  const { order, parentOf } = orderTypes(
    [roots.flatMap(({ query }) => query), roots.flatMap(({ mutation }) => mutation)],
    (type) => {
      const [data, place] = [records.dataOf(type), records.placeOf(type)];
      return data.subarray(place + 1, place + 1 + (data[place] ?? 0));
    },
    size,
  );

  const shared = mergeAlike(parts, (part) => part.shared, types);
  const enums = mergeAlike(parts, (part) => part.schemaEnums, types);
  const fieldRefs = mergeAlike(parts, (part) => part.fieldRefs, types);
  /** @type {Map<number, string>} */
  const groups = new Map(parts.flatMap((part) => [...part.groups]));
  /** @type {Map<string, number[]>} */
  const inputTypes = new Map();
  /** @type {AssembledSchema['sharedTypes'][number][]} */
  const sharedTypes = [];
  /** @type {Map<number, string>} */
  const claims = new Map();
  /** @type {Map<number, number>} */
  const places = new Map();
  for (const id of order) {
    const name = types.name(id);
    if (
      name.startsWith('e')
        ? name.startsWith('eprisma') && !enums.has(id)
        : name.startsWith('f') && !fieldRefs.has(id)
    ) {
      throw new PartsError(`No part describes ${name.slice(1)}.`);
    }
    if (!name.startsWith('i')) continue;
    if (!records.has(id)) throw new PartsError(`No part describes ${name.slice(1)}.`);
    places.set(id, places.size);
    const alike = shared.get(id);
    let group = groups.get(id);
    if (alike !== undefined) {
      if (isClaimed(alike.name)) {
        const parent = parentOf(id);
        group = groups.get(parent ?? -1);
        if (group === undefined) throw new PartsError(`No model claims ${name.slice(1)}.`);
        claims.set(id, group);
      }
      sharedTypes.push(withGroup(alike, group));
    }
    if (group === undefined) continue;
    const list = inputTypes.get(group);
    if (list === undefined) inputTypes.set(group, [id]);
    else list.push(id);
  }
  const unmet = groups.size + shared.size - places.size;
  if (unmet !== 0) throw new PartsError(`${unmet} types of parts are not part of the whole.`);
  return {
    roots,
    records,
    inputTypes,
    order: places,
    claims,
    sharedTypes,
    schemaEnums: [...leadingEnums(parts), ...order.flatMap((id) => enums.get(id) ?? [])],
    fieldRefs: order.flatMap((id) => fieldRefs.get(id) ?? []),
  };
}

/** @param {readonly CompiledPart[]} parts @param {Names['types']} types @returns {TypeRecords} */
function indexRecords(parts, types) {
  const owners = new Int32Array(types.size).fill(-1);
  const places = new Int32Array(types.size);
  const nothing = new Int32Array(2);
  for (const [index, part] of parts.entries()) {
    for (const [id, place] of part.places) {
      if ((owners[id] ?? -1) >= 0 && part.groups.has(id)) {
        throw new PartsError(`Two parts describe ${types.name(id).slice(1)}.`);
      }
      owners[id] = index;
      places[id] = place;
    }
  }
  return {
    has: (type) => (owners[type] ?? -1) >= 0,
    dataOf: (type) => parts[owners[type] ?? -1]?.records ?? nothing,
    placeOf: (type) => ((owners[type] ?? -1) < 0 ? 0 : (places[type] ?? 0)),
  };
}

/**
 * What several parts describe, once.
 *
 * @template Item
 * @param {readonly CompiledPart[]} parts
 * @param {(part: CompiledPart) => ReadonlyMap<number, Item>} itemsOf
 * @param {Names['types']} types
 * @returns {Map<number, Item>}
 */
function mergeAlike(parts, itemsOf, types) {
  /** @type {Map<number, Item>} */
  const merged = new Map();
  for (const part of parts) {
    for (const [id, item] of itemsOf(part)) {
      const before = merged.get(id);
      if (before === undefined) merged.set(id, item);
      else if (before !== item && JSON.stringify(before) !== JSON.stringify(item)) {
        throw new PartsError(`Parts describe ${types.name(id).slice(1)} in different ways.`);
      }
    }
  }
  return merged;
}

/** @param {readonly CompiledPart[]} parts */
function leadingEnums(parts) {
  const [first] = parts;
  const leading = first?.leadingEnums ?? [];
  const content = JSON.stringify(leading);
  if (parts.some((part) => JSON.stringify(part.leadingEnums) !== content)) {
    throw new PartsError('Parts begin with different enums.');
  }
  return leading;
}
