import { isClaimed } from './claimed-types.js';
import { PartsError } from './parts-error.js';

/** @typedef {import('@prisma/dmmf').InputType} InputType */

/**
 * Compares our order with that of the description: what holds for a part holds for the whole.
 *
 * @param {ReturnType<typeof import('./order-types.js').orderTypes>} expected
 * @param {ReadonlyMap<number, InputType>} inputs
 * @param {ReadonlyMap<number, import('@prisma/dmmf').SchemaEnum>} enums
 * @param {ReadonlyMap<number, import('@prisma/dmmf').FieldRefType>} fieldRefs
 * @returns {import('@prisma/dmmf').SchemaEnum[]} enums that no type refers to
 */
export function checkTypeOrder({ order, parentOf }, inputs, enums, fieldRefs) {
  const met = new Set(order);
  const leading = [...enums].filter(([id]) => !met.has(id));
  for (const [list, before] of /** @type {const} */ ([
    [inputs, 0],
    [enums, leading.length],
    [fieldRefs, 0],
  ])) {
    const described = [...list.keys()].slice(before);
    const found = order.filter((id) => list.has(id));
    if (described.length !== found.length || described.some((id, at) => id !== found[at])) {
      throw new PartsError("Prisma's description has its types in another order.");
    }
  }
  for (const [id, { name, meta }] of inputs) {
    if (!isClaimed(name)) continue;
    const parent = inputs.get(parentOf(id) ?? -1);
    if (meta?.grouping === undefined || parent?.meta?.grouping !== meta.grouping) {
      throw new PartsError(`${name} does not stand with the type that refers to it first.`);
    }
  }
  return leading.map(([, type]) => type);
}
