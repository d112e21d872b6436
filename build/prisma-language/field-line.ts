import { scanTokens, type Token } from './scan-tokens.ts';

/** What becomes of a field's line. */
export interface FieldLineEdit {
  readonly isOptional?: boolean;
  /** The attribute goes. */
  readonly without?: string;
  /** Name of its column. */
  readonly map?: string;
}

/**
 * Rewrites the line of a field and keeps everything else on it, comments included.
 *
 * @returns undefined when the line is not a whole field
 */
export function editFieldLine(line: string, { isOptional, without, map }: FieldLineEdit): string | undefined {
  let edited: string | undefined = line;
  if (without !== undefined) edited = withoutAttribute(edited, without);
  if (edited !== undefined && map !== undefined) {
    const cleared = withoutAttribute(edited, 'map');
    edited = cleared === undefined ? undefined : afterType(cleared, ` @map(${JSON.stringify(map)})`);
  }
  if (edited !== undefined && isOptional === true) edited = afterType(edited, '?');
  return edited;
}

/** Puts text behind the type; a list or a type that is optional already stays as it is when it is to be optional. */
function afterType(line: string, text: string): string | undefined {
  const tokens = scanTokens(line).filter(({ kind }) => kind !== 'comment');
  const [name, type] = tokens;
  if (name?.kind !== 'word' || type?.kind !== 'word') return undefined;
  let at = type.offset + type.text.length;
  const suffix = /^(\("[^"]*"\))?(\[\]|\?)?/.exec(line.slice(at))?.[0] ?? '';
  if (text === '?' && /(\[\]|\?)$/.test(suffix)) return line;
  at += suffix.length;
  return line.slice(0, at) + text + line.slice(at);
}

function withoutAttribute(line: string, name: string): string | undefined {
  const tokens = scanTokens(line).filter(({ kind }) => kind !== 'comment');
  const at = tokens.findIndex(
    ({ text }, index) =>
      text === '@' &&
      tokens[index + 1]?.text === name &&
      tokens[index + 2]?.text !== '.' &&
      tokens[index - 1]?.text !== '@',
  );
  const [sign, word] = [tokens[at], tokens[at + 1]];
  if (!sign || !word) return line;
  const last = tokens[at + 2]?.text === '(' ? closing(tokens, at + 2) : word;
  if (!last) return undefined;
  const end = last.offset + last.text.length;
  return line.slice(0, sign.offset).replace(/\s+$/, '') + line.slice(end);
}

function closing(tokens: readonly Token[], open: number): Token | undefined {
  let depth = 0;
  for (const token of tokens.slice(open)) {
    if (token.kind !== 'symbol') continue;
    if ('([{'.includes(token.text)) depth += 1;
    if (')]}'.includes(token.text)) depth -= 1;
    if (depth === 0) return token;
  }
  return undefined;
}
