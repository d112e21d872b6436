import { createRequire } from 'node:module';
import { fieldsOf, mergeFields, pastFields } from './read-records.js';

const require = createRequire(import.meta.url);
const generatorRequire = createRequire(require.resolve('@prisma/client-generator-ts'));
const { EdgeFlag } = createRequire(generatorRequire.resolve('@prisma/param-graph-builder'))(
  '@prisma/param-graph',
);

/**
 * The graph of parameters as Prisma's DMMFTraverser makes it, from the records of parts: the same nodes in the same
 * order. Edges of a node stand in one list of numbers; what is optional is one more than its number, 0 when it is absent.
 *
 * @typedef {object} ParamGraph
 * @property {string[]} strings
 * @property {number[][]} inputNodes (word, mask, child, enum, flags)…
 * @property {number[][]} outputNodes (word, node of the arguments, output node)…
 * @property {number[][]} roots (word, node of the arguments, output node)
 */

/** Fields as they stand in records: where they are, and how to go on. */
class Linker {
  /** @type {ParamGraph} */
  graph = { strings: [], inputNodes: [], outputNodes: [], roots: [] };
  #records;
  #words;
  #strings;
  #inputNodes;
  #outputNodes;
  /** @type {Map<string, number>} */
  #unionNodes = new Map();
  /** @type {{ node: number, type: number }[]} */
  #pendingTypes = [];
  /** @type {{ node: number, types: number[] }[]} */
  #pendingUnions = [];

  /** @param {import('./assemble-parts.js').TypeRecords} records @param {import('./name-table.js').Names} names */
  constructor(records, { types, words }) {
    this.#records = records;
    this.#words = words;
    this.#strings = new Int32Array(words.size);
    this.#inputNodes = new Int32Array(types.size);
    this.#outputNodes = new Int32Array(types.size);
  }

  /** @param {readonly import('./model-roots.js').ModelRoots[]} roots */
  link(roots) {
    for (const { operations } of roots) {
      for (let at = 0; at < operations.length;) {
        const word = operations[at] ?? 0;
        const input = this.#argumentsNode(operations, at + 1);
        at = pastFields(operations, at + 1);
        const output = this.#outputNode(operations[at] ?? 0);
        at += 1;
        if (input > 0 || output > 0) this.graph.roots.push([this.#string(word), input, output]);
      }
    }
    while (this.#pendingTypes.length > 0 || this.#pendingUnions.length > 0) {
      for (let next = this.#pendingTypes.pop(); next !== undefined; next = this.#pendingTypes.pop()) {
        const data = this.#records.dataOf(next.type);
        const edges = this.#edges(data, fieldsOf(this.#records, next.type));
        if (edges.length > 0) this.graph.inputNodes[next.node] = edges;
      }
      for (let next = this.#pendingUnions.pop(); next !== undefined; next = this.#pendingUnions.pop()) {
        const edges = this.#unionEdges(next.types);
        if (edges.length > 0) this.graph.inputNodes[next.node] = edges;
      }
    }
    return this.graph;
  }

  /** @param {number} word */
  #string(word) {
    let index = this.#strings[word] ?? 0;
    if (index === 0) {
      index = this.graph.strings.push(this.#words.name(word));
      this.#strings[word] = index;
    }
    return index - 1;
  }

  /** @param {ArrayLike<number>} data @param {number} at of the count of the arguments @returns {number} 0: no node */
  #argumentsNode(data, at) {
    const edges = this.#edges(data, at);
    return edges.length === 0 ? 0 : this.graph.inputNodes.push(edges);
  }

  /** @param {ArrayLike<number>} data @param {number} at of the count of the fields */
  #edges(data, at) {
    /** @type {number[]} */
    const edges = [];
    const count = data[at] ?? 0;
    let field = at + 1;
    for (let index = 0; index < count; index += 1) {
      const objects = data[field + 4] ?? 0;
      /** @type {number[]} */
      const list = [];
      for (let object = 0; object < objects; object += 1) list.push(data[field + 5 + object] ?? 0);
      this.#edge(
        edges,
        data[field] ?? 0,
        data[field + 1] ?? 0,
        data[field + 2] ?? 0,
        data[field + 3] ?? 0,
        list,
      );
      field += 5 + objects;
    }
    return edges;
  }

  /**
   * @param {number[]} edges
   * @param {number} word
   * @param {number} mask
   * @param {number} scalarFlags
   * @param {number} enumWord
   * @param {readonly number[]} objects
   */
  #edge(edges, word, mask, scalarFlags, enumWord, objects) {
    let flags = scalarFlags;
    const enumIndex = enumWord === 0 ? 0 : this.#string(enumWord - 1) + 1;
    for (const object of objects) flags |= object % 2 === 1 ? EdgeFlag.ListObject : EdgeFlag.Object;
    let child = 0;
    if (objects.length === 1) child = this.#typeNode((objects[0] ?? 0) >> 1);
    else if (objects.length > 1) child = this.#unionNode(objects.map((object) => object >> 1));
    edges.push(this.#string(word), mask, child, enumIndex, flags);
  }

  /** @param {number} type */
  #typeNode(type) {
    const known = this.#inputNodes[type] ?? 0;
    if (known > 0) return known;
    const node = this.graph.inputNodes.push([]);
    this.#inputNodes[type] = node;
    this.#pendingTypes.push({ node: node - 1, type });
    return node;
  }

  /** @param {number[]} types */
  #unionNode(types) {
    const key = [...types].sort((a, b) => a - b).join();
    const known = this.#unionNodes.get(key);
    if (known !== undefined) return known;
    const node = this.graph.inputNodes.push([]);
    this.#unionNodes.set(key, node);
    this.#pendingUnions.push({ node: node - 1, types });
    return node;
  }

  /** @param {readonly number[]} types */
  #unionEdges(types) {
    /** @type {number[]} */
    const edges = [];
    for (const [word, { mask, flags, enumWord, objects }] of mergeFields(this.#records, types)) {
      this.#edge(edges, word, mask, flags, enumWord, [...objects]);
    }
    return edges;
  }

  /** @param {number} reference a type + 1 @returns {number} 0: no node */
  #outputNode(reference) {
    if (reference === 0) return 0;
    const type = reference - 1;
    const known = this.#outputNodes[type] ?? 0;
    if (known > 0) return known;
    const node = this.graph.outputNodes.push([]);
    this.#outputNodes[type] = node;
    const data = this.#records.dataOf(type);
    let at = fieldsOf(this.#records, type);
    const count = data[at] ?? 0;
    /** @type {number[]} */
    const edges = [];
    at += 1;
    for (let index = 0; index < count; index += 1) {
      const word = data[at] ?? 0;
      const input = this.#argumentsNode(data, at + 1);
      at = pastFields(data, at + 1);
      const output = this.#outputNode(data[at] ?? 0);
      at += 1;
      if (input > 0 || output > 0) edges.push(this.#string(word), input, output);
    }
    if (edges.length > 0) this.graph.outputNodes[node - 1] = edges;
    return node;
  }
}

/**
 * @param {Pick<import('./assemble-parts.js').AssembledSchema, 'roots' | 'records'>} schema
 * @param {import('./name-table.js').Names} names
 * @returns {ParamGraph}
 */
export function linkParamGraph({ roots, records }, names) {
  return new Linker(records, names).link(roots);
}
