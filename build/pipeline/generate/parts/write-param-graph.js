import { Buffer } from 'node:buffer';

/** A growing list of bytes. */
class Bytes {
  #buffer = Buffer.allocUnsafe(1 << 16);
  #length = 0;

  /** @param {number} value */
  byte(value) {
    if (this.#length === this.#buffer.length) {
      const larger = Buffer.allocUnsafe(this.#buffer.length * 2);
      this.#buffer.copy(larger);
      this.#buffer = larger;
    }
    this.#buffer[this.#length] = value;
    this.#length += 1;
  }

  /** Seven bits a byte, the lowest first. @param {number} value */
  number(value) {
    let rest = value;
    for (; rest >= 128; rest >>>= 7) this.byte((rest & 127) | 128);
    this.byte(rest);
  }

  toString() {
    return this.#buffer.toString('base64url', 0, this.#length);
  }
}

/**
 * Edges by word, of several with one word the last: an object with numbers for keys has them like this.
 *
 * @param {readonly number[]} edges
 * @param {number} width
 * @returns {number[]} where they begin
 */
function inOrder(edges, width) {
  /** @type {number[]} */
  const starts = [];
  for (let at = 0; at < edges.length; at += width) starts.push(at);
  starts.sort((a, b) => (edges[a] ?? 0) - (edges[b] ?? 0) || a - b);
  return starts.filter((at, index) => edges[at] !== edges[starts[index + 1] ?? -1]);
}

/**
 * The graph as the client carries it: what Prisma's serializeParamGraph gives for it.
 *
 * @param {import('./link-param-graph.js').ParamGraph} graph
 * @returns {{ strings: string[], graph: string }}
 */
export function writeParamGraph({ strings, inputNodes, outputNodes, roots }) {
  const bytes = new Bytes();
  for (const list of [inputNodes, outputNodes, roots]) bytes.number(list.length);
  for (const edges of inputNodes) {
    const starts = inOrder(edges, 5);
    bytes.number(starts.length);
    for (const at of starts) {
      const mask = edges[at + 1] ?? 0;
      bytes.number(edges[at] ?? 0);
      bytes.byte(mask & 255);
      bytes.byte(mask >>> 8);
      bytes.number(edges[at + 2] ?? 0);
      bytes.number(edges[at + 3] ?? 0);
      bytes.byte(edges[at + 4] ?? 0);
    }
  }
  for (const edges of outputNodes) {
    const starts = inOrder(edges, 3);
    bytes.number(starts.length);
    for (const at of starts) for (let index = 0; index < 3; index += 1) bytes.number(edges[at + index] ?? 0);
  }
  for (const root of roots) for (const value of root) bytes.number(value);
  return { strings, graph: bytes.toString() };
}
