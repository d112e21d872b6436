import { type OneSidedRelation } from './one-sided-relation.ts';

/** The missing side of a relation, as the composed copy of the owner's model will have it. */
export interface OppositeField extends OneSidedRelation {
  readonly name: string;
  readonly isList: boolean;
  /** The relation's name on both sides; made up when the author gave none and there are several. */
  readonly sharedName: string | undefined;
}

/** The line in the composed copy, without its line break. */
export function renderOpposite({ author, name, isList, sharedName }: OppositeField): string {
  const isIgnored = author.attributes.some((attribute) => attribute.name === 'ignore');
  return [
    `  ${name} ${author.name}${isList ? '[]' : '?'}`,
    ...(sharedName === undefined ? [] : [`@relation(${JSON.stringify(sharedName)})`]),
    // Prisma wants it on every field that leads to a model the client does not have.
    ...(isIgnored ? ['@ignore'] : []),
    `// from ${JSON.stringify(author.component)}`,
  ].join(' ');
}
