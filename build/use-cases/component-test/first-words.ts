import { stripVTControlCharacters } from 'node:util';

/** The words of a failure that Jest tells, in one line: without title, code and stack around them. */
export function firstWords(failure: string): string {
  const [words = ''] = stripVTControlCharacters(failure)
    .replace(/^\s*●[^\n]*\n/, '')
    .trim()
    .split(/\n\s+at |\n\s+\d+ \| |\n\s*> \d+ \| /);
  const line = words.replaceAll(/\s*\n\s*/g, ' ').trim();
  return line.length > 400 ? `${line.slice(0, 400)} …` : line;
}
