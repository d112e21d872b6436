import { type ProjectConfig } from '../../config/project-config.ts';
import { neededExtensions } from './needed-extensions.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type ScannedSchemas } from '../../model/scanned-schemas.ts';
import { type ScannedSource } from '../../model/scanned-source.ts';
import { isDeclaration } from '../../prisma-language/is-declaration.ts';

/** What main.prisma must switch on for the components' schemas. */
export interface SchemaFeatures {
  /** Sorted; empty when no component uses `@@schema`. */
  readonly schemas: readonly string[];
  /** Sorted. */
  readonly previewFeatures: readonly string[];
  /** Of PostgreSQL: those the settings and the components name, and those the components' schemas need. Sorted. */
  readonly extensions: readonly string[];
}

export function schemaFeatures(
  cache: Cache,
  components: readonly ScannedSchemas[],
  config: Pick<ProjectConfig, 'defaultSchema' | 'previewFeatures' | 'provider' | 'extensions'>,
): SchemaFeatures {
  const used = components.flatMap(({ schemas }) => schemas.map((source) => featuresOf(cache, source)));
  const named = used.flatMap(({ schemas }) => schemas);
  const needsDefault = named.length > 0 && used.some(({ needsSchema }) => needsSchema);
  const needed = [
    ...components.flatMap(({ extensions = [] }) => extensions.map(({ name }) => name)),
    ...used.flatMap(({ extensions }) => extensions),
  ];
  const extensions = config.provider === 'postgresql' ? sorted([...config.extensions, ...needed]) : [];
  return {
    extensions,
    schemas: sorted([...named, ...(needsDefault ? [config.defaultSchema] : [])]),
    previewFeatures: sorted([
      ...config.previewFeatures,
      ...(used.some(({ hasView }) => hasView) ? ['views'] : []),
      ...(extensions.length > 0 ? ['postgresqlExtensions'] : []),
      ...(used.some(({ hasPartialIndex }) => hasPartialIndex) ? ['partialIndexes'] : []),
    ]),
  };
}

interface SourceFeatures {
  readonly schemas: readonly string[];
  readonly needsSchema: boolean;
  readonly hasView: boolean;
  readonly hasPartialIndex: boolean;
  readonly extensions: readonly string[];
}

const features = new Kind<SourceFeatures>();

function featuresOf(cache: Cache, source: ScannedSource): SourceFeatures {
  const { blocks } = source;
  return derive(cache, features, source.file, [source], () => ({
    schemas: blocks.flatMap(({ schema }) => (schema === undefined ? [] : [schema])),
    needsSchema: blocks.some((block) => isInSchema(block) && block.schema === undefined),
    hasView: blocks.some(({ kind }) => kind === 'view'),
    hasPartialIndex: blocks.some((block) => isDeclaration(block) && block.hasPartialIndex),
    extensions: neededExtensions(source),
  }));
}

/** Models, views and enums live in a PostgreSQL schema; composite types do not. */
export function isInSchema({ kind }: { readonly kind: string }): boolean {
  return kind === 'model' || kind === 'view' || kind === 'enum';
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
