import { codeFrameColumns } from '@babel/code-frame';
import pico from 'picocolors';
import { documentationOf } from './documentation-of.ts';
import { type Diagnostic, type SourceLocation } from './diagnostic.ts';
import { plainText } from './plain-text.ts';

export interface FormatOptions {
  readonly color: boolean;
  /** The text of an author's file, for the code frame; undefined when there is none to show. */
  readonly readSource: (file: string) => string | undefined;
}

const longestLine = 1_000;

/** One problem for people: what, where with the lines around, the other places, what to do, and where to read on. */
export function formatDiagnostic(diagnostic: Diagnostic, { color, readSource }: FormatOptions): string {
  const { code, severity, message, hint, location, related = [] } = diagnostic;
  const paint = pico.createColors(color);
  const title = severity === 'error' ? paint.red : paint.yellow;
  // Editors look for the place in the line after the message.
  const sentence = location ? message.replaceAll(/\s*\n\s*/g, ' ') : message;
  const lines = [paint.bold(`${title(`${severity} ${code}`)}: ${plainText(sentence)}`)];
  if (location) lines.push(...placeLines(location, '-->', readSource, color));
  for (const place of related) {
    lines.push(
      `  ${paint.bold('and')} ${plainText(place.message)}`,
      ...placeLines(place, '-->', readSource, color),
    );
  }
  if (hint) lines.push(`  ${paint.cyan('hint:')} ${plainText(hint)}`);
  lines.push(`  ${paint.cyan('more:')} ${documentationOf(code)}`);
  return `${lines.join('\n')}\n`;
}

function placeLines(
  { file, line, column, length = 1 }: SourceLocation,
  arrow: string,
  readSource: FormatOptions['readSource'],
  color: boolean,
): string[] {
  const place = `  ${arrow} ${plainText(file)}:${line}:${column}`;
  const source = readSource(file)?.replace(/^\uFEFF/, '');
  if (source === undefined || source.trim() === '') return [place];
  // A frame around generated text would fill the screen many times.
  if (
    source
      .split('\n', line + 1)
      .slice(Math.max(0, line - 2))
      .some((one) => one.length > longestLine)
  )
    return [place];
  const frame = codeFrameColumns(
    source.replaceAll(/[^\P{Cc}\n\t\r]/gu, '?'),
    { start: { line, column }, end: { line, column: column + length } },
    { linesAbove: 1, linesBelow: 1, highlightCode: false, forceColor: color },
  );
  return [place, ...frame.split('\n').map((frameLine) => `  ${frameLine}`)];
}
