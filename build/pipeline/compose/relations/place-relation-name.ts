import { type Insertion } from '../insertion.ts';
import { scanTokens } from '../../../prisma-language/scan-tokens.ts';
import { type OneSidedRelation, relationAttribute } from '../../../model/one-sided-relation.ts';

/** The made-up name of a relation in the composed copy of the author's field. */
export function placeRelationName({ author, field }: OneSidedRelation, name: string): Insertion {
  const literal = JSON.stringify(name);
  const attribute = relationAttribute(field);
  const [argument] = attribute?.args ?? [];
  if (argument) return { offset: argument.offset, text: `${literal}, ` };
  const { text } = author.source;
  if (attribute) {
    const end = attribute.offset + attribute.length;
    const open = /^\s*\(/.exec(text.slice(end, author.block.closeOffset))?.[0].length;
    return open === undefined ? { offset: end, text: `(${literal})` } : { offset: end + open, text: literal };
  }
  // Without an attribute it is a many-to-many: the name goes behind the brackets.
  const tokens = scanTokens(text.slice(field.offset, author.block.closeOffset));
  const bracket = tokens.find((token) => token.text === ']');
  return { offset: field.offset + (bracket?.offset ?? 0) + 1, text: ` @relation(${literal})` };
}
