import { generatedHeader, oneLine } from './generated-header.ts';
import { type Insertion } from './insertion.ts';
import { MappedText } from '../../model/mapped-text.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type SchemaBlock } from '../../prisma-language/scan-blocks.ts';
import { isInSchema } from './schema-features.ts';
import { type ScannedSchemas } from '../../model/scanned-schemas.ts';
import { type ScannedSource } from '../../model/scanned-source.ts';
import { isDeclaration } from '../../prisma-language/is-declaration.ts';

export interface CompositionOptions {
  /**
   * Blocks that name no schema get this one: once one component uses `@@schema`, Prisma wants it on every block, and
   * no author should have to change theirs because of another's.
   */
  readonly defaultSchema: string | undefined;
  /** What goes between the authors' words, by file. */
  readonly insertions: ReadonlyMap<ScannedSource, readonly Insertion[]>;
}

/**
 * The composed schema of a component: the authors' files in order, each after a line with its name.
 * Foreign blocks are left out.
 */
export function composeComponentSchema(
  cache: Cache,
  component: ScannedSchemas,
  options: CompositionOptions,
): MappedText {
  const [source, ...others] = component.schemas;
  // Nearly every component is one file without insertions.
  if (!source || others.length > 0 || options.insertions.has(source)) return compose(component, options);
  const { defaultSchema } = options;
  return derive(cache, alone, source.file, [source, defaultSchema], () => compose(component, options));
}

const alone = new Kind<MappedText>();

function compose(
  component: Pick<ScannedSchemas, 'schemas'>,
  { defaultSchema, insertions }: CompositionOptions,
): MappedText {
  const composed = new MappedText().add(generatedHeader(component.schemas.map(({ file }) => file)));
  for (const source of component.schemas) {
    composed.add(component.schemas.length > 1 ? `\n// ${oneLine(source.file)}\n` : '\n');
    const all = [...(insertions.get(source) ?? []), ...schemaAttributes(source, defaultSchema)];
    // Sorting is stable: what goes to the same place stays in the order it came.
    addSource(
      composed,
      source,
      all.sort((a, b) => a.offset - b.offset),
    );
    if (!composed.text.endsWith('\n')) composed.add('\n');
  }
  return composed;
}

function schemaAttributes(source: ScannedSource, schema: string | undefined): Insertion[] {
  if (schema === undefined) return [];
  return source.blocks.filter(needsSchema).map(({ closeOffset }) => ({
    offset: closeOffset,
    text: `  @@schema(${JSON.stringify(schema)})`,
    isLine: true,
  }));
}

function needsSchema(block: SchemaBlock): block is SchemaBlock & { closeOffset: number } {
  return isInSchema(block) && block.schema === undefined && block.closeOffset !== undefined;
}

function addSource(composed: MappedText, source: ScannedSource, insertions: readonly Insertion[]): void {
  let from = 0;
  let next = 0;
  const copyTo = (to: number) => {
    for (let one = insertions[next]; one && one.offset <= to; one = insertions[++next]) {
      composed.addSource(source, from, one.offset);
      from = one.offset;
      insert(composed, one);
    }
    composed.addSource(source, from, to);
    from = to;
  };
  for (const block of source.blocks.filter((one) => !isDeclaration(one))) {
    copyTo(block.offset);
    from = block.closeOffset === undefined ? source.text.length : block.closeOffset + 1;
  }
  copyTo(source.text.length);
}

function insert(composed: MappedText, { text, isLine = false, cause }: Insertion): void {
  if (isLine && !composed.startsLine) composed.add('\n');
  composed.add(isLine ? `${text}\n` : text, cause);
}
