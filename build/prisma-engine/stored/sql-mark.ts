import { colon, openParenthesis, string } from '../../prisma-language/token-codes.ts';
import { TokenPlaces } from '../../prisma-language/token-places.ts';

/**
 * Stands before every SQL text of a schema that the engine would take for something else where it finds it in a database:
 * a default such as `'x'` or `now()` for a value, an operator class such as `text_ops` for one it has a word for. Neither is
 * ever equal to what is written as SQL; with a comment before it, it is plain text on both sides.
 */
export const sqlMark = '/*tessera:sql*/';

/** A schema file with the mark in every `dbgenerated("…")` and `ops: raw("…")`. */
export function markSql(content: string): string {
  if (!/\b(?:dbgenerated|ops)\b/.test(content)) return content;
  const tokens = new TokenPlaces(content);
  let marked = '';
  let from = 0;
  for (let at = 0; at < tokens.count; at++) {
    const isMarked =
      tokens.isWord(at, 'dbgenerated') ||
      (tokens.isWord(at, 'raw') && tokens.codes[at - 1] === colon && tokens.isWord(at - 2, 'ops'));
    if (!isMarked || tokens.codes[at + 1] !== openParenthesis) continue;
    // Without a text, or with an empty one, Prisma has its own answer.
    if (tokens.codes[at + 2] !== string || tokens.textOf(at + 2) === '""') continue;
    const inside = tokens.start(at + 2) + 1;
    marked += content.slice(from, inside) + sqlMark;
    from = inside;
  }
  return marked + content.slice(from);
}

/** Whatever the engine answered, as if it had never seen the mark. */
export function unmarkSql<Value>(value: Value): Value;
export function unmarkSql(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(sqlMark, '');
  if (Array.isArray(value)) return value.map((item: unknown) => unmarkSql(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unmarkSql<unknown>(item)]));
}
