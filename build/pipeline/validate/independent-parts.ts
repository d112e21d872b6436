import { connectedParts } from '../compose/connected-parts.ts';
import {
  type ComposedFiles,
  mainFile,
  ownersByName,
  pathOf,
  type SchemaText,
  typesOfOthers,
} from './composed-files.ts';

/** The files of one part, unless more hang together. */
const filesOfPart = 25;

/**
 * A schema in parts that no relation leads out of, each with main.prisma: Prisma's validator takes a third of the time for
 * many small parts that it takes for two thousand files at once. When it finds nothing in any part, it
 * finds nothing in the whole (docs/adr/0020 says why, and for whom it does not hold).
 * @returns `undefined` when the whole must be asked about
 */
export function independentParts(
  schema: ComposedFiles,
  size = filesOfPart,
): readonly (readonly SchemaText[])[] | undefined {
  const main = mainFile(schema);
  if (!main || schema.schemaFiles.length <= size) return undefined;
  const groups = connectedFiles(schema, main);
  const parts: SchemaText[][] = [];
  let part: SchemaText[] = [];
  for (const group of groups) {
    if (part.length > 0 && part.length + group.length > size) parts.push((part = []));
    else if (part.length === 0) parts.push(part);
    part.push(...group);
  }
  return parts.map((files) => [main, ...files]);
}

/** Files that relate to each other, directly or through others; in the order of the schema. */
function connectedFiles(schema: ComposedFiles, main: SchemaText): SchemaText[][] {
  const owners = ownersByName(schema, main);
  const types = new Map(schema.components.map((one) => [pathOf(one, main), typesOfOthers(one)]));
  return connectedParts(
    schema.schemaFiles.flatMap(({ path, text }): SchemaText[] => (path === main[0] ? [] : [[path, text]])),
    ([path]) => path,
    ([path]) => (types.get(path) ?? []).flatMap((type) => owners.get(type)?.path ?? []),
  );
}
