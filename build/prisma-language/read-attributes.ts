import { scanTokens, type Token } from './scan-tokens.ts';
import { atSign, dot, nesting, openParenthesis, word } from './token-codes.ts';
import { type TokenPlaces } from './token-places.ts';

/** One argument of an attribute: `map: "x"` or `[a, b]`. Offsets are UTF-16 units in the author's text. */
export interface AttributeArgument {
  /** Undefined for a positional one. */
  readonly name: string | undefined;
  readonly offset: number;
  /** Without comments and line breaks. */
  readonly value: readonly Token[];
}

/** `@unique(…)` or `@@index(…)`. */
export interface Attribute {
  /** Without the at signs: `unique`, `db.VarChar`. */
  readonly name: string;
  /** Of the first at sign. */
  readonly offset: number;
  /** Characters up to the end of the name. */
  readonly length: number;
  /** What is between the brackets, as it is written. */
  readonly inside: string;
  /** Read anew each time. */
  readonly args: readonly AttributeArgument[];
}

/** Of the many arguments in a large project few are ever looked at: what is kept is where they are written. */
class WrittenAttribute implements Attribute {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  readonly inside: string;
  readonly insideOffset: number;

  constructor(name: string, offset: number, length: number, inside: string, insideOffset: number) {
    this.name = name;
    this.offset = offset;
    this.length = length;
    this.inside = inside;
    this.insideOffset = insideOffset;
  }

  get args(): readonly AttributeArgument[] {
    return this.inside === '' ? [] : readArguments(this.inside, this.insideOffset);
  }
}

const none: readonly Attribute[] = [];

/** Those of the statement from `from` to before `end`; what comes after it is a line break or a brace. */
export function readAttributes(tokens: TokenPlaces, from: number, end: number): readonly Attribute[] {
  const { codes, text } = tokens;
  const attributes: Attribute[] = [];
  for (let at = from; at < end; at++) {
    if (codes[at] !== atSign) continue;
    const offset = tokens.start(at);
    if (codes[at + 1] === atSign) at += 1;
    const last = endOfName(codes, at + 1);
    const name = textWithoutSpaces(tokens, at + 1, last);
    const length = (last > at + 1 ? tokens.end(last - 1) : offset + 1) - offset;
    let inside = { start: 0, end: 0 };
    at = last - 1;
    if (codes[last] === openParenthesis) {
      at = closing(codes, last, end);
      inside = { start: tokens.end(last), end: at < end ? tokens.start(at) : tokens.end(end - 1) };
    }
    const written = text.slice(inside.start, inside.end);
    attributes.push(new WrittenAttribute(name, offset, length, written, inside.start));
  }
  // A copy, because V8 keeps room for seventeen in a list that was pushed to, and most fields have one attribute.
  return attributes.length === 0 ? none : attributes.slice();
}

/** Past the words of `db.VarChar`, of which the first one is at `from`. */
function endOfName(codes: Int32Array, from: number): number {
  let at = from;
  while (codes[at] === word || (at > from && codes[at] === dot)) {
    at += 1;
    if (codes[at - 1] === word && codes[at] !== dot) break;
  }
  return at;
}

function textWithoutSpaces(tokens: TokenPlaces, from: number, to: number): string {
  if (to === from + 1) return tokens.textOf(from);
  let text = '';
  for (let at = from; at < to; at++) text += tokens.textOf(at);
  return text;
}

function closing(codes: Int32Array, open: number, to: number): number {
  let depth = 0;
  for (let at = open; at < to; at++) {
    depth += nesting(codes[at]);
    if (depth === 0) return at;
  }
  return to;
}

/** @param from where `text` begins in the author's text */
function readArguments(text: string, from: number): AttributeArgument[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of scanTokens(text, from)) {
    if (token.kind === 'symbol') depth += nesting(token.text.charCodeAt(0));
    if (token.text === ',' && depth === 0) parts.push([]);
    else if (token.kind !== 'newline' && token.kind !== 'comment') parts.at(-1)?.push(token);
  }
  return parts.flatMap((part): AttributeArgument[] => {
    const [first, second] = part;
    if (!first) return [];
    const isNamed = first.kind === 'word' && second?.text === ':';
    return [
      { name: isNamed ? first.text : undefined, offset: first.offset, value: isNamed ? part.slice(2) : part },
    ];
  });
}
