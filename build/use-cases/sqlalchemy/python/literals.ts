import { call, type Python } from './layout.ts';

/** A string as Python writes it: in double quotes, unless single ones save escapes. */
export function pythonString(text: string): string {
  const count = (mark: string) => text.split(mark).length - 1;
  const mark = count('"') > count("'") ? "'" : '"';
  return `${mark}${text.replaceAll(/[\\"'\p{Cc}\u2028\u2029]/gu, (one) => escape(one, mark))}${mark}`;
}

function escape(character: string, mark: string): string {
  if (character === '\\' || character === mark) return `\\${character}`;
  if (character === '"' || character === "'") return character;
  if (character === '\n') return '\\n';
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** SQL for `sa.text()`, which takes a colon before a word for a parameter. */
export function sqlText(sql: string): Python {
  return call('sa.text', [pythonString(sql.replaceAll(/(?<!:):(?!:)/g, '\\:'))]);
}

/** Text from a schema's comments as a docstring; whatever it holds, it ends where it should. */
export function docstring(text: string, indent: string): string {
  const lines = oneStyle(text).replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"').split('\n');
  const [first = '', ...rest] = lines.map((line) => line.trimEnd());
  const body = rest.map((line) => (line === '' ? '' : `${indent}${line}`));
  const only = first.endsWith('"') ? `${first.slice(0, -1)}\\"` : first;
  const open = first.startsWith('"')
    ? `\\${rest.length === 0 ? only : first}`
    : rest.length === 0
      ? only
      : first;
  return rest.length === 0
    ? `${indent}"""${open}"""`
    : [`${indent}"""${open}`, ...body, `${indent}"""`].join('\n');
}

/** Text from a schema's comments as Python's. */
export function pythonComment(text: string, indent: string): string {
  return oneStyle(text)
    .split('\n')
    .map((line) => `${indent}# ${line}`.trimEnd())
    .join('\n');
}

/** Only `\n` may end a line of what becomes source text. */
function oneStyle(text: string): string {
  return text
    .trim()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)[\p{Cc}\u2028\u2029]/gu, ' ');
}
