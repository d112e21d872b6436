import pg from 'pg';
import { literalText } from '../../prisma-language/literal-text.ts';
import { type Token } from '../../prisma-language/scan-tokens.ts';
import { quoteIdentifier } from '../../postgres/names/quote-identifier.ts';

/**
 * The condition of a partial index as SQL: `raw("…")`, or `{ a: 1, b: { not: null } }` in the words the engine has for it.
 *
 * @param value of `where:`
 * @param columns of the fields
 */
export function readCondition(
  value: readonly Token[],
  columns: ReadonlyMap<string, string>,
): string | undefined {
  const [first] = value;
  if (first?.text === 'raw') return value[2]?.kind === 'string' ? literalText(value[2].text) : undefined;
  if (first?.text !== '{') return undefined;
  const conditions: string[] = [];
  for (let at = 1; at < value.length; at++) {
    const field = value[at];
    if (field?.kind !== 'word' || value[at + 1]?.text !== ':') continue;
    const isNegated = value[at + 2]?.text === '{';
    const from = isNegated ? at + 5 : at + 2;
    let to = from + 1;
    while (to < value.length && !'},'.includes(value[to]?.text ?? ',')) to += 1;
    const column = quoteIdentifier(columns.get(field.text) ?? field.text);
    conditions.push(`${column} ${compare(value.slice(from, to), isNegated)}`);
    at = isNegated ? to : to - 1;
  }
  return conditions.join(' AND ');
}

function compare(value: readonly Token[], isNegated: boolean): string {
  const [first] = value;
  const text = value.map((token) => token.text).join('');
  if (text === 'null') return isNegated ? 'IS NOT NULL' : 'IS NULL';
  const literal = first?.kind === 'string' ? pg.escapeLiteral(literalText(first.text)) : text;
  return `${isNegated ? '!=' : '='} ${literal}`;
}
