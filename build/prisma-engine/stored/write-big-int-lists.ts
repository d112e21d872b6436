import { readDeclarations } from '../../prisma-language/read-declarations.ts';
import { scanBlocks } from '../../prisma-language/scan-blocks.ts';
import { isDeclaration } from '../../prisma-language/is-declaration.ts';
import { TokenPlaces } from '../../prisma-language/token-places.ts';

/**
 * A schema file with `BigInt[] @default([1, 2])` written as the SQL that the engine makes of it. The engine never finds
 * the numbers of such a list equal to those in a database, as it reads them as two types.
 */
export function writeBigIntLists(content: string): string {
  if (!/\bBigInt\s*\[/.test(content)) return content;
  const tokens = new TokenPlaces(content);
  const defaults = readDeclarations(scanBlocks(tokens).filter(isDeclaration), tokens)
    .flatMap(({ fields }) => fields.filter(({ type, isList }) => type === 'BigInt' && isList))
    .flatMap(({ attributes }) => attributes.filter(({ name }) => name === 'default'))
    .flatMap(({ args }) => args.filter(({ value }) => value[0]?.text === '['));
  return defaults.reduceRight((text, { value }) => {
    const [first, last] = [value[0], value.at(-1)];
    if (!first || !last) return text;
    const numbers = value.slice(1, -1).map((token) => token.text);
    const sql = `ARRAY[${numbers.join('').replaceAll(',', ', ')}]::BIGINT[]`;
    return `${text.slice(0, first.offset)}dbgenerated("${sql}")${text.slice(last.offset + 1)}`;
  }, content);
}
