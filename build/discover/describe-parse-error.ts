/** What a parser has against a file. */
export interface ParseError {
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}

/** The parser reports only as a drawing: `x Expected ';'`, `,-[3:1]`. */
export function describeParseError(message: string): ParseError {
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
