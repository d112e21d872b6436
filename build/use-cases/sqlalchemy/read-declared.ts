import { isDeclaration } from '../../prisma-language/is-declaration.ts';
import { type Attribute, type AttributeArgument } from '../../prisma-language/read-attributes.ts';
import { type Declaration, type Field, readDeclarations } from '../../prisma-language/read-declarations.ts';
import { scanBlocks } from '../../prisma-language/scan-blocks.ts';
import { TokenPlaces } from '../../prisma-language/token-places.ts';

/** What models, views and enums say, by name. Prisma's own description leaves some of it out. */
export type DeclarationsByName = ReadonlyMap<string, Declaration>;

/** @param texts of the whole schema */
export function readDeclared(texts: readonly string[]): DeclarationsByName {
  const all = texts.flatMap((text) => {
    const tokens = new TokenPlaces(text);
    return readDeclarations(scanBlocks(tokens).filter(isDeclaration), tokens);
  });
  return new Map(all.map((declaration) => [declaration.block.name, declaration]));
}

export function fieldNamed(declaration: Declaration | undefined, name: string): Field | undefined {
  return declaration?.fields.find((field) => field.name === name);
}

export function attributeNamed(
  of: { readonly attributes: readonly Attribute[] } | undefined,
  name: string,
): Attribute | undefined {
  return of?.attributes.find((attribute) => attribute.name === name);
}

export function argumentNamed(attribute: Attribute | undefined, name: string): AttributeArgument | undefined {
  return attribute?.args.find((argument) => argument.name === name);
}
