/**
 * Types in the order of Prisma's description: its engine writes what Query and Mutation refer to, then what that
 * refers to, and so on, each type where it is met first.
 *
 * @param {readonly Iterable<number>[]} roots references of Query, then of Mutation
 * @param {(type: number) => Iterable<number>} referencesOf
 * @param {number} size above every type's number
 */
export function orderTypes(roots, referencesOf, size) {
  /** Of each type the one that refers to it first, + 2; 1 for those of the roots, 0 for types that are not met. */
  const parents = new Int32Array(size);
  /** @type {number[]} */
  const order = [];
  /** @param {Iterable<number>} references @param {number} parent */
  const meet = (references, parent) => {
    for (const type of references) {
      if (parents[type] !== 0) continue;
      parents[type] = parent;
      order.push(type);
    }
  };
  for (const references of roots) meet(references, 1);
  for (let at = 0; at < order.length; at += 1) {
    const type = order[at] ?? 0;
    meet(referencesOf(type), type + 2);
  }
  return {
    order,
    /** @param {number} type @returns {number | undefined} undefined: Query or Mutation */
    parentOf: (type) => ((parents[type] ?? 0) < 2 ? undefined : (parents[type] ?? 0) - 2),
  };
}
