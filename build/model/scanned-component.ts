import { lineStarts, positionAt, type TextPosition } from '../diagnostics/text-position.ts';
import { type SourceLocation } from '../diagnostics/diagnostic.ts';
import {
  type DiscoveredComponent,
  type NamedExtension,
  type NamedSchemas,
  type SchemaSource,
} from './discovered-component.ts';
import { type Declaration, readDeclarations } from '../prisma-language/read-declarations.ts';
import { rememberPerObject } from '../incremental/remember-per-object.ts';
import { scanBlocks, type SchemaBlock } from '../prisma-language/scan-blocks.ts';
import { TokenMemory } from '../prisma-language/token-memory.ts';
import { TokenPlaces } from '../prisma-language/token-places.ts';

/** A schema file with its blocks. */
export interface ScannedSource extends SchemaSource {
  readonly blocks: readonly SchemaBlock[];
  /** What the models, views, enums and types say, in the order of their blocks. */
  readonly declarations: readonly Declaration[];
}

export interface ScannedComponent extends DiscoveredComponent {
  readonly schemas: readonly ScannedSource[];
}

/** What a component's composed text depends on. */
export interface ScannedSchemas extends Pick<ScannedComponent, 'name' | 'schemas'> {
  readonly extensions?: readonly Pick<NamedExtension, 'name'>[];
}

/** Of those that have a schema or name extensions. Where these stand in component.json does not matter. */
export function scanSchemas(components: readonly NamedSchemas[]): ScannedSchemas[] {
  return components
    .filter(({ schemas, extensions = [] }) => schemas.length + extensions.length > 0)
    .map(({ name, schemas, extensions = [] }) => ({
      name,
      schemas: schemas.map((source) => scanSource(source)),
      ...(extensions.length > 0 ? { extensions: extensions.map((one) => ({ name: one.name })) } : {}),
    }));
}

/** A component that did not change since the last run is the very object of last time, and so is its scan. */
export const scanComponent = rememberPerObject((component: DiscoveredComponent): ScannedComponent => ({
  ...component,
  schemas: component.schemas.map((source) => scanSource(source)),
}));

const memory = new TokenMemory();

/** Worked out once for each object, so that it may be done early. */
export const scanSource = rememberPerObject((source: SchemaSource): ScannedSource => {
  const tokens = new TokenPlaces(source.text, { memory });
  const blocks = scanBlocks(tokens);
  return {
    ...source,
    blocks,
    declarations: readDeclarations(blocks.filter(isDeclaration), tokens),
  };
});

const linesOf = rememberPerObject(({ text }: SchemaSource) => lineStarts(text));

/** The line and column of an offset in the author's text. */
export function positionIn(source: SchemaSource, offset: number): TextPosition {
  return positionAt(linesOf(source), offset);
}

/** The place of the block's name in the author's file. */
export function nameLocation(source: ScannedSource, block: SchemaBlock): SourceLocation {
  return {
    file: source.file,
    ...positionIn(source, block.nameOffset),
    length: block.name.length,
  };
}

/** A block that declares something of the data model (no generator, no datasource). */
export function isDeclaration(block: SchemaBlock): boolean {
  return block.kind !== 'generator' && block.kind !== 'datasource';
}
