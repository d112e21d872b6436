import { createRequire } from 'node:module';
import wasm from '@prisma/prisma-schema-wasm';
import { z } from 'zod';
import { type SchemaFile } from './client-hash.ts';

type Convert = (model: unknown) => unknown;
const isFunction = (value: unknown): value is Convert => typeof value === 'function';

/** What the generator itself makes the client's data model with, in the version it uses. */
const ClientCommon = z.object({
  dmmfToRuntimeDataModel: z.custom<Convert>(isFunction),
  pruneRuntimeDataModel: z.custom<Convert>(isFunction),
});

const require = createRequire(import.meta.url);
const generatorRequire = createRequire(require.resolve('@prisma/client-generator-ts'));

/** Lines of `internal/class.ts`, by how they begin. */
const line = {
  schema: '  "inlineSchema": ',
  dataModel: 'config.runtimeDataModel = ',
  strings: '  strings: ',
  graph: '  graph: ',
} as const;

/**
 * A graph without nodes, as Prisma serializes it: no query is cut into text and parameters for the cache of query
 * plans, each is planned as it is.
 */
const noParameters = { strings: 'JSON.parse("[]"),', graph: '"AAAA"' };

/**
 * The client's `internal/class.ts` for another schema: what a query can reach is that of the schema, the types are the
 * old ones. It costs a fiftieth of the whole client; docs/adr/0032 has the figures, and what a new Prisma means.
 *
 * @param classText the file of the client before
 * @param files the whole composed schema, sound, sorted by path
 * @returns undefined when the file is laid out in another way, or when more than models differs
 */
export function replaceRuntimePart(classText: string, files: readonly SchemaFile[]): string | undefined {
  const lines = classText.split('\n');
  const main = files.find(({ path }) => path.endsWith('/main.prisma'));
  if (main === undefined || !isMadeWith(lines, main)) return undefined;
  const { dmmfToRuntimeDataModel, pruneRuntimeDataModel } = ClientCommon.parse(
    generatorRequire('@prisma/client-common'),
  );
  const described = describe(files);
  if (described === undefined) return undefined;
  const dataModel = pruneRuntimeDataModel(dmmfToRuntimeDataModel(described));
  return replaceLines(lines, {
    // The generator formats it, which takes as long as describing it; whoever reads it parses.
    [line.schema]: `${JSON.stringify(files.map(({ text }) => text).join('\n\n'))},`,
    [line.dataModel]: `JSON.parse(${escapedJson(dataModel)})`,
    [line.strings]: noParameters.strings,
    [line.graph]: noParameters.graph,
  });
}

/** Prisma's description of the models; undefined of a schema it refuses, which the whole generator says better. */
function describe(files: readonly SchemaFile[]): unknown {
  const prismaSchema = files.map(({ path, text }) => [path, text]);
  try {
    return JSON.parse(wasm.get_datamodel(JSON.stringify({ prismaSchema, noColor: true })));
  } catch {
    return undefined;
  }
}

/** Whether a client was made with this datasource and generator: by the generator, which formats, or by us. */
function isMadeWith(lines: readonly string[], { path, text }: SchemaFile): boolean {
  const found = lines.find((one) => one.startsWith(line.schema));
  if (found === undefined) return false;
  const carried = String(JSON.parse(found.slice(line.schema.length, -1)));
  const formatted = wasm.merge_schemas(JSON.stringify({ schema: [[path, text]] }));
  return [text, formatted].some((main) => carried.includes(main.trim()));
}

/** JSON in a string of a program, as the generator writes it. */
function escapedJson(value: unknown): string {
  const escaped = JSON.stringify(value).replaceAll(/\\([nrt])/g, String.raw`\\$1`);
  return JSON.stringify(escaped);
}

function replaceLines(
  lines: readonly string[],
  replacements: Readonly<Record<string, string>>,
): string | undefined {
  const replaced = [...lines];
  for (const [begin, text] of Object.entries(replacements)) {
    const [index, another] = lines.flatMap((one, at) => (one.startsWith(begin) ? [at] : []));
    if (index === undefined || another !== undefined) return undefined;
    replaced[index] = begin + text;
  }
  return replaced.join('\n');
}
