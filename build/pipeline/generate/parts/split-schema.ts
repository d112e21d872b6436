import { type SchemaFile } from '../../../model/schema-file.ts';
import { groupBy } from '../../../model/names/group-by.ts';
import { findNeighbours } from './find-neighbours.ts';
import { type ScannedBlock, scanModels } from './scan-models.ts';

/** What Prisma has to be told to describe the models of one file. */
export interface SchemaPart {
  /** Equal ids: equal in everything. */
  readonly id: number;
  readonly files: readonly (readonly [path: string, text: string])[];
  /** Names of the models, views and enums it is described for. */
  readonly own: readonly string[];
}

export interface SplitSchema {
  readonly parts: readonly SchemaPart[];
  /** In the order of the schema, views after all models. */
  readonly models: readonly string[];
  readonly enums: readonly string[];
}

/** Why a schema cannot be described in parts. */
export interface WholeSchema {
  readonly reason: string;
}

interface ScannedFile extends SchemaFile {
  readonly blocks: readonly ScannedBlock[];
  readonly isMain: boolean;
}

interface Home {
  readonly block: ScannedBlock;
  readonly path: string;
}

const isModel = ({ kind }: ScannedBlock): boolean => kind === 'model' || kind === 'view';

/**
 * Splits a sound schema again and again: a part for each file, with the settings and, of models in other files that it
 * relates to, what it says of them. A part that did not change keeps its id.
 *
 * @returns a function of all files, sorted by path
 */
export function createSchemaSplitter(): (files: readonly SchemaFile[]) => SplitSchema | WholeSchema {
  let scanned = new Map<string, ScannedFile>();
  let parts = new Map<string, SchemaPart>();
  let ids = 0;

  return (files) => {
    const current = files.map((file): ScannedFile => {
      const before = scanned.get(file.path);
      if (before?.text === file.text) return before;
      const blocks = scanModels(file.text);
      const isMain = blocks.some(({ kind }) => kind === 'generator' || kind === 'datasource');
      return { ...file, blocks, isMain };
    });
    scanned = new Map(current.map((file) => [file.path, file]));
    const blocks = current.flatMap((file) => file.blocks);
    const reason = whyWhole(current);
    if (reason !== undefined) return { reason };

    const homes = new Map(
      current.flatMap((file) =>
        file.blocks.map((block) => [block.name, { block, path: file.path }] as const),
      ),
    );
    const blocksByName = new Map(blocks.map((block) => [block.name, block]));
    const inOrder = compareBy(new Map([...homes.keys()].map((name, index) => [name, index])));
    const split = current.map((file): [string, SchemaPart] => {
      const described = describedFiles(file, current, homes, blocksByName, inOrder);
      const before = parts.get(file.path);
      if (before !== undefined && areSame(before.files, described)) return [file.path, before];
      const own = file.blocks.map(({ name }) => name);
      return [file.path, { id: (ids += 1), files: described, own }];
    });
    parts = new Map(split);
    const named = (kind: string): string[] =>
      blocks.filter((one) => one.kind === kind).map(({ name }) => name);
    return {
      parts: split.map(([, part]) => part),
      models: [...named('model'), ...named('view')],
      enums: named('enum'),
    };
  };
}

function whyWhole(files: readonly ScannedFile[]): string | undefined {
  const type = files.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'type');
  if (type !== undefined) return `${type.name} is a composite type, which models of any file may hold.`;
  if (files.every(({ isMain }) => !isMain)) return 'It has no settings.';
  if (files.some(({ isMain, blocks }) => isMain && blocks.some(isModel))) {
    return 'A file has models and the settings of the generator or of the datasource.';
  }
  return undefined;
}

/** The files of a part, in the order of the schema. */
function describedFiles(
  file: ScannedFile,
  files: readonly ScannedFile[],
  homes: ReadonlyMap<string, Home>,
  blocks: ReadonlyMap<string, ScannedBlock>,
  inOrder: (a: string, b: string) => number,
): [path: string, text: string][] {
  const neighbours = findNeighbours(file.blocks, blocks);
  const texts = [...neighbours].sort(([a], [b]) => inOrder(a, b));
  const statements = [...file.blocks, ...texts.flatMap(([, text]) => scanModels(text))].flatMap(
    (block) => block.statements,
  );
  const enums = new Set(statements.map(({ field }) => field?.type ?? ''));
  for (const name of enums) {
    const home = homes.get(name);
    if (home?.block.kind === 'enum' && home.path !== file.path) texts.push([name, `${home.block.text}\n`]);
  }
  const extra = groupBy(texts, ([name]) => homes.get(name)?.path ?? '');
  return files.flatMap(({ path, text, isMain }): [string, string][] => {
    if (isMain || path === file.path) return [[path, text]];
    const added = extra.get(path);
    return added === undefined ? [] : [[path, added.map(([, block]) => block).join('\n')]];
  });
}

/** As Prisma comes to them, which decides the order of types. */
function compareBy(places: ReadonlyMap<string, number>) {
  return (a: string, b: string): number => (places.get(a) ?? 0) - (places.get(b) ?? 0);
}

function areSame(a: SchemaPart['files'], b: SchemaPart['files']): boolean {
  return a.length === b.length && a.every(([path, text], at) => path === b[at]?.[0] && text === b[at][1]);
}
