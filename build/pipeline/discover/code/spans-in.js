import { Buffer } from 'node:buffer';

/**
 * @typedef {(span: { readonly start: number, readonly end: number }) => import('./code-facts.ts').Span} SpanOf where a node
 *   of the parser is in its text
 */

/**
 * The parser counts bytes, from 1.
 *
 * @param {string} source
 * @returns {SpanOf}
 */
export function spansIn(source) {
  const bytes = Buffer.from(source, 'utf8');
  const isAscii = bytes.length === source.length;
  /** @param {number} at */
  const offsetOf = (at) => (isAscii ? at - 1 : bytes.subarray(0, at - 1).toString('utf8').length);
  return ({ start, end }) => {
    const offset = offsetOf(start);
    return { offset, length: offsetOf(end) - offset };
  };
}
