import { type OutputPlan } from '../compose/output-plan.ts';
import { type Declaration, readDeclarations } from '../compose/read-declarations.ts';
import { scanBlocks } from '../compose/scan-blocks.ts';
import { isDeclaration } from '../compose/scanned-component.ts';
import { scanTokens } from '../compose/scan-tokens.ts';

/** A composed schema file. */
type SchemaText = readonly [path: string, text: string];

/** Above it the whole schema is asked about at once. */
const mostChanged = 20;
const mostAffected = 200;

/**
 * The part of a plan's schema that a change since `before` can make wrong: the changed files, those that say one of
 * the names the change declares or declared, and what they need of others. In a file that did not change, relations to
 * models that are not in the part are left out, which keeps a model everybody relates to from drawing everybody in.
 * When Prisma finds nothing in it, and found nothing in `before`, it finds nothing in the whole
 * (docs/adr/0020 says why, and for whom it does not hold).
 * @returns `undefined` when the whole must be asked about
 */
export function affectedSchema(before: OutputPlan, plan: OutputPlan): readonly SchemaText[] | undefined {
  const old = new Map(before.schemaFiles.map(({ path, text }) => [path, text]));
  const texts = new Map(plan.schemaFiles.map(({ path, text }) => [path, text]));
  const main = plan.schemaFiles.find(({ path }) => path.endsWith('/main.prisma'));
  if (!main || old.get(main.path) !== main.text || !isForPostgres(main.text)) return undefined;

  const changed = new Set([...texts.keys()].filter((path) => old.get(path) !== texts.get(path)));
  const gone = [...old.keys()].filter((path) => !texts.has(path));
  if (changed.size + gone.length > mostChanged) return undefined;

  const touched = [...changed, ...gone].flatMap((path) =>
    [old.get(path), texts.get(path)].flatMap((text) => (text === undefined ? [] : declaredNames(text))),
  );
  const affected = new Set(
    [...texts].flatMap(([path, text]) =>
      changed.has(path) || touched.some((name) => text.includes(name)) ? [path] : [],
    ),
  );
  const owners = ownersByName(plan, main.path.slice(0, -'main.prisma'.length));
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
  affected.delete(main.path);
  return [main.path, ...affected].map((path) => {
    const text = texts.get(path) ?? '';
    return [path, path === main.path || changed.has(path) ? text : withoutFields(text, isLeftOut)];
  });
}

/** Others check more across models (circles of cascades, composite types in indexes). */
function isForPostgres(main: string): boolean {
  return /^\s*provider\s*=\s*"postgresql"/m.test(main);
}

function declarations(text: string): Declaration[] {
  const tokens = scanTokens(text);
  return readDeclarations(scanBlocks(text, tokens).filter(isDeclaration), tokens);
}

function declaredNames(text: string): string[] {
  return scanBlocks(text).map(({ name }) => name);
}

function fieldTypes(text: string): string[] {
  return declarations(text).flatMap(({ fields }) => fields.flatMap(({ type }) => type ?? []));
}

function ownersByName(plan: OutputPlan, folder: string): Map<string, { path: string; isModel: boolean }> {
  const owners = new Map<string, { path: string; isModel: boolean }>();
  for (const { name: component, schemas } of plan.components) {
    const path = `${folder}${component}.prisma`;
    for (const { block } of schemas.flatMap((source) => source.declarations)) {
      owners.set(block.name, { path, isModel: block.kind === 'model' || block.kind === 'view' });
    }
  }
  return owners;
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
