import { closeBracket, closeParenthesis, newline, openBracket, openParenthesis } from './token-codes.ts';
import { TokenMemory } from './token-memory.ts';
import { TokenPlaces } from './token-places.ts';

const memory = new TokenMemory();

/**
 * The schema text without comments and formatting: two texts with the same canonical text mean the same to Prisma.
 * Line breaks count only where they separate statements.
 */
export function canonicalText(text: string): string {
  const tokens = new TokenPlaces(text, { memory });
  const { codes, count } = tokens;
  let canonical = '';
  let startsLine = true;
  let depth = 0;
  for (let at = 0; at < count; at++) {
    const code = codes[at];
    if (code === newline) {
      if (depth > 0 || startsLine) continue;
      canonical += ' \n';
      startsLine = true;
      continue;
    }
    if (code === openParenthesis || code === openBracket) depth += 1;
    else if (code === closeParenthesis || code === closeBracket) depth -= 1;
    canonical += canonical === '' ? tokens.textOf(at) : ` ${tokens.textOf(at)}`;
    startsLine = false;
  }
  return canonical.trimEnd();
}
