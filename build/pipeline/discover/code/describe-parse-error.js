/**
 * @typedef {object} ParseError what a parser has against a file
 * @property {string} reason
 * @property {number} line
 * @property {number} column
 */

// eslint-disable-next-line no-control-regex -- escape sequences are what is taken out
const colors = /\u001b\[[0-9;]*m/g;

/**
 * The parser reports only as a drawing: `x Expected ';'`, `,-[3:1]` (or `,-[/file.ts:3:1]`), the lines, and carets below
 * the place.
 *
 * @param {string} message
 * @param {string} source the text that was parsed
 * @returns {ParseError}
 */
export function describeParseError(message, source) {
  const lines = message.replaceAll(colors, '').split('\n');
  const reason =
    lines
      .find((line) => line.trim() !== '')
      ?.replace(/^(?:Error:)?\s*[x×]\s*/, '')
      .trim() ?? 'syntax error';
  const place = /\[(?:.*:)?(\d+):(\d+)\]/.exec(lines.join('\n'));
  return (
    markedPlace(lines, reason, source) ?? {
      reason,
      line: Number(place?.[1] ?? 1),
      column: Number(place?.[2] ?? 1),
    }
  );
}

/**
 * @param {readonly string[]} lines
 * @param {string} reason
 * @param {string} source
 * @returns {ParseError | undefined}
 */
function markedPlace(lines, reason, source) {
  const marks = lines.findIndex((line) => /^\s*[:·]\s+[\^─┬|-]/.test(line) && /[\^─┬]/.test(line));
  const code = /^(?<gutter>\s*(?<line>\d+)\s[|│]\s)/.exec(lines[marks - 1] ?? '')?.groups;
  if (code?.['gutter'] === undefined) return undefined;
  const line = Number(code['line']);
  const drawn = (lines[marks] ?? '').search(/[\^─┬]/) - code['gutter'].length;
  return drawn < 0
    ? undefined
    : { reason, line, column: columnAt(source.split('\n')[line - 1] ?? '', drawn) };
}

/**
 * The drawing has four blanks for a tab.
 *
 * @param {string} text a line of the source
 * @param {number} drawn
 * @returns {number}
 */
function columnAt(text, drawn) {
  let width = 0;
  let index = 0;
  while (width < drawn) {
    width += text[index] === '\t' ? 4 : 1;
    index += 1;
  }
  return index + 1;
}
