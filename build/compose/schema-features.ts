import { type ProjectConfig } from '../config/project-config.ts';
import { isDeclaration, type ScannedComponent } from './scanned-component.ts';

/** What main.prisma must switch on for the components' schemas. */
export interface SchemaFeatures {
  /** Sorted; empty when no component uses `@@schema`. */
  readonly schemas: readonly string[];
  /** Sorted. */
  readonly previewFeatures: readonly string[];
}

export function schemaFeatures(
  components: readonly ScannedComponent[],
  config: Pick<ProjectConfig, 'defaultSchema' | 'previewFeatures'>,
): SchemaFeatures {
  const blocks = components.flatMap(({ schemas }) => schemas.flatMap((source) => source.blocks));
  const named = blocks.flatMap(({ schema }) => (schema === undefined ? [] : [schema]));
  const needsDefault =
    named.length > 0 && blocks.some((block) => isInSchema(block) && block.schema === undefined);
  return {
    schemas: sorted([...named, ...(needsDefault ? [config.defaultSchema] : [])]),
    previewFeatures: sorted([
      ...config.previewFeatures,
      ...(blocks.some(({ kind }) => kind === 'view') ? ['views'] : []),
      ...(blocks.some((block) => isDeclaration(block) && block.hasPartialIndex) ? ['partialIndexes'] : []),
    ]),
  };
}

/** Models, views and enums live in a PostgreSQL schema; composite types do not. */
export function isInSchema({ kind }: { readonly kind: string }): boolean {
  return kind === 'model' || kind === 'view' || kind === 'enum';
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
