import { type Declaration, readDeclarations } from '../../prisma-language/read-declarations.ts';
import { scanBlocks } from '../../prisma-language/scan-blocks.ts';
import { isDeclaration } from '../../prisma-language/is-declaration.ts';
import { TokenPlaces } from '../../prisma-language/token-places.ts';
import {
  type ComposedFiles,
  mainFile,
  ownersByName,
  pathOf,
  type SchemaText,
  typesOfOthers,
} from './composed-files.ts';

/** Above it the whole schema is asked about at once. */
const mostChanged = 20;
const mostAffected = 200;

/**
 * The part of a plan's schema that a change since `before` can make wrong: the changed files, those that say one of
 * the names the change declares or declared, and what they need of others. In a file that did not change, relations to
 * models that are not in the part are left out, which keeps a model that all components relate to from drawing all of them in.
 * When Prisma finds nothing in it, and found nothing in `before`, it finds nothing in the whole
 * (docs/adr/0020 says why, and for whom it does not hold).
 * @returns `undefined` when the whole must be asked about
 */
export function affectedSchema(
  before: ComposedFiles,
  plan: ComposedFiles,
): readonly SchemaText[] | undefined {
  const old = new Map(before.schemaFiles.map(({ path, text }) => [path, text]));
  const texts = new Map(plan.schemaFiles.map(({ path, text }) => [path, text]));
  const main = mainFile(plan);
  if (!main || old.get(main[0]) !== main[1]) return undefined;

  const changed = new Set([...texts.keys()].filter((path) => old.get(path) !== texts.get(path)));
  const gone = [...old.keys()].filter((path) => !texts.has(path));
  if (changed.size + gone.length > mostChanged) return undefined;

  const touched = new Set(
    [...changed, ...gone].flatMap((path) =>
      [old.get(path), texts.get(path)].flatMap((text) => (text === undefined ? [] : declaredNames(text))),
    ),
  );
  const affected = new Set(changed);
  for (const component of plan.components) {
    if (typesOfOthers(component).some((type) => touched.has(type))) affected.add(pathOf(component, main));
  }
  const owners = ownersByName(plan, main);
  // Grows while it is walked: what a file needs may need more.
  for (const path of affected) {
    if (affected.size > mostAffected) return undefined;
    for (const type of fieldTypes(texts.get(path) ?? '')) {
      const owner = owners.get(type);
      if (owner && (changed.has(path) || !owner.isModel)) affected.add(owner.path);
    }
  }
  const isLeftOut = (type: string) => {
    const owner = owners.get(type);
    return owner !== undefined && !affected.has(owner.path);
  };
  const part = [...affected].sort().map((path): SchemaText => {
    const text = texts.get(path) ?? '';
    return [path, changed.has(path) ? text : withoutFields(text, isLeftOut)];
  });
  return [main, ...part];
}

function declarations(text: string): Declaration[] {
  const tokens = new TokenPlaces(text);
  return readDeclarations(scanBlocks(tokens).filter(isDeclaration), tokens);
}

function declaredNames(text: string): string[] {
  return scanBlocks(new TokenPlaces(text)).map(({ name }) => name);
}

function fieldTypes(text: string): string[] {
  return declarations(text).flatMap(({ fields }) => fields.flatMap(({ type }) => type ?? []));
}

/** The text without the fields of some types, each with what is between it and the next field or attribute. */
function withoutFields(text: string, isLeftOut: (type: string) => boolean): string {
  let rest = '';
  let from = 0;
  for (const { block, fields, attributes } of declarations(text)) {
    const starts = [...fields, ...attributes].map(({ offset }) => offset).sort((a, b) => a - b);
    for (const { offset, type } of fields) {
      if (type === undefined || !isLeftOut(type)) continue;
      rest += text.slice(from, offset);
      from = starts.find((start) => start > offset) ?? block.closeOffset ?? text.length;
    }
  }
  return rest + text.slice(from);
}
