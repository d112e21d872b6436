import wasm from '@prisma/prisma-schema-wasm';
import { type SchemaFile } from '../../model/schema-file.ts';
import { createModelDescriber, type ModelDescriptions } from './describe-models.ts';

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
 * Makes a client's `internal/class.ts` for another schema: what a query can reach is that of the schema, the types are
 * the old ones. It costs a fiftieth of the whole client; docs/adr/0032 has the figures, and what a new Prisma means.
 *
 * @param classText the file of the client before
 * @param files the whole composed schema, sound, sorted by path
 * @returns undefined when the file is laid out in another way, or when more than models differs
 */
export type ReplaceRuntimePart = (classText: string, files: readonly SchemaFile[]) => string | undefined;

/** One for a client that is replaced again and again: what did not change is not described anew. */
export function createRuntimePart(): ReplaceRuntimePart {
  const describe = createModelDescriber();
  return (classText, files) => {
    const lines = classText.split('\n');
    const main = files.find(({ path }) => path.endsWith('/main.prisma'));
    if (main === undefined || !isMadeWith(lines, main)) return undefined;
    let models: ModelDescriptions;
    try {
      models = describe(
        main,
        files.filter((file) => file !== main),
      );
    } catch {
      // A schema that Prisma refuses: the whole generator says it better.
      return undefined;
    }
    return replaceLines(lines, {
      // The generator formats it, which takes as long as describing it; the query compiler parses it anyway.
      [line.schema]: `${JSON.stringify(files.map(({ text }) => text).join('\n\n'))},`,
      [line.dataModel]: `JSON.parse(${escapedJson({ models, enums: {}, types: {} })})`,
      [line.strings]: noParameters.strings,
      [line.graph]: noParameters.graph,
    });
  };
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
