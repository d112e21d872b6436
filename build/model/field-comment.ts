import { type Declared } from './scanned-source.ts';
import { type Field } from '../prisma-language/read-declarations.ts';
import { scanTokens, type Token } from '../prisma-language/scan-tokens.ts';

/** What stands behind a comment such as `/// @opposite`, and where. */
export interface FieldComment {
  /** The rest of the line; may be anything. */
  readonly text: string;
  /** In the author's file. */
  readonly offset: number;
  readonly length: number;
}

/** `/// @<tag> text` by field, for the fields of a model; above the field or at the end of its line. */
export function readFieldComments(
  { source, block, fields }: Declared,
  tag: `@${string}`,
): ReadonlyMap<Field, FieldComment> {
  const found = new Map<Field, FieldComment>();
  const text = source.text.slice(block.offset, block.closeOffset);
  if (!text.includes(tag)) return found;
  const pattern = new RegExp(`^///\\s*${tag}(?![\\w-])[^\\S\\n]*(.*?)\\s*$`);
  const byOffset = new Map(fields.map((field) => [field.offset, field]));
  let above: FieldComment | undefined;
  let current: Field | undefined;
  let isOnFieldsLine = false;
  for (const token of scanTokens(text)) {
    const field = byOffset.get(token.offset + block.offset);
    if (field) {
      current = field;
      if (above) found.set(field, above);
      above = undefined;
      isOnFieldsLine = true;
    } else if (token.kind === 'newline') {
      isOnFieldsLine = false;
    } else if (token.kind === 'comment') {
      const comment = readComment(token, { tag, pattern, base: block.offset });
      if (comment && isOnFieldsLine && current) found.set(current, comment);
      else if (comment) above = comment;
    } else if (!isOnFieldsLine) {
      above = undefined;
    }
  }
  return found;
}

function readComment(
  token: Token,
  { tag, pattern, base }: { readonly tag: string; readonly pattern: RegExp; readonly base: number },
): FieldComment | undefined {
  const match = pattern.exec(token.text);
  if (!match) return undefined;
  const text = match[1] ?? '';
  const within = text === '' ? token.text.indexOf(tag) : token.text.lastIndexOf(text);
  return { text, offset: base + token.offset + within, length: text.length || tag.length };
}
