/**
 * @typedef {object} ParseError what a parser has against a file
 * @property {string} reason
 * @property {number} line
 * @property {number} column
 */

/**
 * The parser reports only as a drawing: `x Expected ';'`, `,-[3:1]`.
 *
 * @param {string} message
 * @returns {ParseError}
 */
export function describeParseError(message) {
  // eslint-disable-next-line no-control-regex -- escape sequences are what is taken out
  const lines = message.replaceAll(/\u001b\[[0-9;]*m/g, '').split('\n');
  const reason =
    lines
      .find((line) => line.trim() !== '')
      ?.replace(/^\s*[x×]\s*/, '')
      .trim() ?? 'syntax error';
  const place = /\[(\d+):(\d+)\]/.exec(lines.join('\n'));
  return { reason, line: Number(place?.[1] ?? 1), column: Number(place?.[2] ?? 1) };
}
