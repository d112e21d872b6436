/** Numbers for names, from 0 in the order they come; a name keeps its number for as long as the process lives. */
export class NameTable {
  /** @type {Map<string, number>} */
  #ids = new Map();
  /** @type {string[]} */
  #names = [];

  get size() {
    return this.#names.length;
  }

  /** @param {string} name */
  id(name) {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.#names.length;
      this.#names.push(name);
      this.#ids.set(name, id);
    }
    return id;
  }

  /** @param {number} id */
  name(id) {
    return this.#names[id] ?? '';
  }
}

/** What stands before the name of a type in the table of types. */
export const kinds = /** @type {const} */ ({
  inputObjectTypes: 'i',
  outputObjectTypes: 'o',
  enumTypes: 'e',
  fieldRefTypes: 'f',
});

/**
 * What the parts of one schema share: numbers for names, and of what several describe alike one object.
 *
 * @typedef {object} Names
 * @property {NameTable} types
 * @property {NameTable} words
 * @property {<Item extends object>(id: number, item: Item) => Item} alike gives the item of the last part that described it like this
 */

/** @returns {Names} */
export function createNames() {
  /** @type {Map<number, { content: string, item: object }>} */
  const last = new Map();
  return {
    types: new NameTable(),
    words: new NameTable(),
    alike(id, item) {
      const content = JSON.stringify(item);
      const known = last.get(id);
      // The same words were made from an item of the same shape.
      if (known?.content === content) return /** @type {typeof item} */ (known.item);
      last.set(id, { content, item });
      return item;
    },
  };
}

/**
 * @param {NameTable} types
 * @param {{ readonly location: string, readonly namespace?: string, readonly type: string }} reference
 * @returns {number | undefined} undefined: a scalar
 */
export function typeId(types, { location, namespace, type }) {
  const kind = location === 'scalar' ? undefined : kinds[/** @type {keyof typeof kinds} */ (location)];
  return kind === undefined ? undefined : types.id(`${kind}${namespace ?? ''}.${type}`);
}
