import { scanTokens, type Token } from './scan-tokens.ts';

/**
 * The schema text without comments and formatting: two texts with the same canonical text mean the same to Prisma.
 * Line breaks count only where they separate statements.
 */
export function canonicalText(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  for (const token of scanTokens(text)) {
    if (token.kind === 'comment') continue;
    depth += nesting(token);
    if (token.kind !== 'newline') parts.push(token.text);
    else if (depth <= 0 && parts.length > 0 && parts.at(-1) !== '\n') parts.push('\n');
  }
  return parts.join(' ').trimEnd();
}

function nesting({ kind, text }: Token): number {
  if (kind !== 'symbol') return 0;
  return text === '(' || text === '[' ? 1 : text === ')' || text === ']' ? -1 : 0;
}
