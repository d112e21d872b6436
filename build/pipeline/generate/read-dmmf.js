import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const wasm = require('@prisma/prisma-schema-wasm');
const { getDMMF } = require('@prisma/internals');

/**
 * @typedef {import('@prisma/dmmf').Document} DescribedSchema
 *
 * @typedef {object} Document the part of it that is cut, while it is put together
 * @property {{ inputObjectTypes: { prisma: unknown[] }, outputObjectTypes: { prisma: { fields: unknown[] }[] } }} schema
 */

/**
 * The long lists of the document, nine tenths of it: where each begins, what stands between two of its elements (an
 * element ends with the first part and begins with the second), what stands after it, and its place in the document.
 * @type {{ begin: string, between: [string, string], end: string, put: (document: Document, list: unknown[]) => void }[]}
 */
const longLists = [
  {
    begin: '"inputObjectTypes":{"prisma":[',
    between: [']}', '{"name":"'],
    end: ']},"outputObjectTypes"',
    put: (document, list) => (document.schema.inputObjectTypes.prisma = list),
  },
  ...['Query', 'Mutation'].map((root, index) => ({
    begin: `{"name":"${root}","fields":[`,
    between: /** @type {[string, string]} */ (['}}', '{"name":"']),
    end: ']},{"name":"',
    put: (/** @type {Document} */ document, /** @type {unknown[]} */ list) => {
      const type = document.schema.outputObjectTypes.prisma[index];
      if (type === undefined) throw new SyntaxError(`no ${root}`);
      type.fields = list;
    },
  })),
];

/**
 * Reads Prisma's description of a schema. An input type or a root field whose text is the one of last time is the very
 * object of last time: parsing is saved, and what did not change can be told by identity.
 */
export function createDmmfReader() {
  /** @type {Map<string, unknown>} */
  let known = new Map();
  /**
   * @param {[path: string, text: string][]} schemas
   * @returns {Promise<DescribedSchema>}
   */
  return async (schemas) => {
    let text;
    try {
      text = wasm.get_dmmf(JSON.stringify({ prismaSchema: schemas, noColor: true }));
    } catch {
      // Prisma's own way in knows how to say what is wrong, and how to read what is too long for one string.
      return getDMMF({ datamodel: schemas });
    }
    /** @type {typeof known} */
    const read = new Map();
    const document = parsePieces(text, (piece) => {
      const value = known.get(piece) ?? JSON.parse(piece);
      read.set(piece, value);
      return value;
    });
    known = read;
    return document ?? JSON.parse(text);
  };
}

/**
 * @param {string} text
 * @param {(piece: string) => unknown} parse
 * @returns {DescribedSchema | undefined} `undefined` when the text is not laid out as expected; a cut in a wrong place leaves brackets open,
 *   so that a piece does not parse
 */
function parsePieces(text, parse) {
  try {
    let rest = '';
    let position = 0;
    const lists = longLists.map(({ begin, between, end }) => {
      const start = text.indexOf(begin, position) + begin.length;
      const stop = text.indexOf(end, start);
      if (start < begin.length || stop < 0) throw new SyntaxError(`no ${begin}`);
      rest += text.slice(position, start);
      position = stop;
      return splitList(text, start, stop, between).map(parse);
    });
    const document = JSON.parse(rest + text.slice(position));
    for (const [index, { put }] of longLists.entries()) put(document, lists[index] ?? []);
    return document;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} stop
 * @param {[string, string]} between
 */
function splitList(text, start, stop, [tail, head]) {
  const separator = `${tail},${head}`;
  const pieces = [];
  for (let from = start; from < stop;) {
    const found = text.indexOf(separator, from);
    const to = found < 0 || found >= stop ? stop : found + tail.length;
    pieces.push(text.slice(from, to));
    from = to + 1;
  }
  return pieces;
}
