import { type SchemaBlock } from './scan-blocks.ts';
import { type Token } from './scan-tokens.ts';

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
  readonly args: readonly AttributeArgument[];
}

/** A field of a model, view or type; of an enum: a value, which has no type. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly type: string | undefined;
  readonly isList: boolean;
  readonly attributes: readonly Attribute[];
}

/** What a model, view, enum or type says. */
export interface Declaration {
  readonly block: SchemaBlock;
  readonly fields: readonly Field[];
  readonly attributes: readonly Attribute[];
}

/**
 * Reads the insides of models, views, enums and types; linear, and tolerant: a line that is no field and no attribute is left out.
 * `blocks` are in order, `tokens` those of the whole text.
 */
export function readDeclarations(blocks: readonly SchemaBlock[], tokens: readonly Token[]): Declaration[] {
  let at = 0;
  return blocks.map((block) => {
    while ((tokens[at]?.offset ?? Infinity) <= block.nameOffset) at += 1;
    const content: Token[] = [];
    for (; (tokens[at]?.offset ?? Infinity) < (block.closeOffset ?? 0); at++) {
      const token = tokens[at];
      if (token && token.kind !== 'comment') content.push(token);
    }
    return { block, ...readStatements(content.slice(1)) };
  });
}

function readStatements(tokens: readonly Token[]): Pick<Declaration, 'fields' | 'attributes'> {
  const fields: Field[] = [];
  const attributes: Attribute[] = [];
  for (let at = 0; at < tokens.length;) {
    const end = endOfStatement(tokens, at);
    const [first, second] = [tokens[at], tokens[at + 1]];
    if (first?.text === '@' && second?.text === '@')
      attributes.push(...readAttributes(tokens.slice(at, end)));
    else if (first?.kind === 'word') fields.push(readField(first, tokens.slice(at, end)));
    at = end + 1;
  }
  return { fields, attributes };
}

/** The line break that ends the statement: not one inside brackets. */
function endOfStatement(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'newline' && depth <= 0) return at;
    if (token) depth += nesting(token);
  }
  return tokens.length;
}

function readField(name: Token, statement: readonly Token[]): Field {
  const type = statement[1]?.kind === 'word' ? statement[1].text : undefined;
  return {
    name: name.text,
    offset: name.offset,
    type,
    isList: type !== undefined && statement[2]?.text === '[' && statement[3]?.text === ']',
    attributes: readAttributes(statement),
  };
}

function readAttributes(statement: readonly Token[]): Attribute[] {
  const attributes: Attribute[] = [];
  for (let at = 0; at < statement.length; at++) {
    const sign = statement[at];
    if (sign?.text !== '@') continue;
    if (statement[at + 1]?.text === '@') at += 1;
    const words: string[] = [];
    let end = sign.offset + 1;
    while (statement[at + 1]?.kind === 'word' || (words.length > 0 && statement[at + 1]?.text === '.')) {
      at += 1;
      const { text, offset } = statement[at] ?? sign;
      words.push(text);
      end = offset + text.length;
      if (statement[at + 1]?.text !== '.' && text !== '.') break;
    }
    const close = statement[at + 1]?.text === '(' ? closing(statement, at + 1) : at;
    const args = readArguments(statement.slice(at + 2, close));
    attributes.push({ name: words.join(''), offset: sign.offset, length: end - sign.offset, args });
    at = close;
  }
  return attributes;
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at];
    if (token) depth += nesting(token);
    if (depth === 0) return at;
  }
  return tokens.length;
}

function readArguments(tokens: readonly Token[]): AttributeArgument[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += nesting(token);
    if (token.text === ',' && depth === 0) parts.push([]);
    else if (token.kind !== 'newline') parts.at(-1)?.push(token);
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

function nesting({ kind, text }: Token): number {
  if (kind !== 'symbol') return 0;
  return '([{'.includes(text) ? 1 : ')]}'.includes(text) ? -1 : 0;
}
