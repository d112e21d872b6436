import { createScanner } from 'jsonc-parser';

/** No file of ours comes near it; a parser that calls itself runs out of stack at some thousands. */
export const deepestJson = 100;

/** Where the first value opens that is nested too deep to be parsed. */
export function findTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth += 1;
    else if (first === '}' || first === ']') depth -= 1;
    if (depth > deepestJson) return scanner.getTokenOffset();
  }
  return undefined;
}
