import { type ProjectConfig } from '../../config/project-config.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { listSources } from '../../model/list-sources.ts';
import { type ScannedSchemas } from '../../model/scanned-schemas.ts';
import { type ScannedSource } from '../../model/scanned-source.ts';
import { type SchemaFile } from '../../model/schema-file.ts';
import { applicationGenerators } from './application-generators.ts';
import { composeComponentSchema } from './compose-component-schema.ts';
import { composeMainSchema } from './compose-main-schema.ts';
import { type CompletedRelations, completeRelations } from './relations/complete-relations.ts';
import { schemaFeatures, type SchemaFeatures } from './schema-features.ts';

/** The texts Prisma reads, and what was learnt on the way. */
export interface ComposedTexts {
  /** The components they are of. */
  readonly components: readonly ScannedSchemas[];
  /** The schema folder in full, sorted by path. */
  readonly schemaFiles: readonly SchemaFile[];
  /** All of the components' schema files, by name. */
  readonly sources: readonly ScannedSource[];
  readonly relations: CompletedRelations;
  readonly features: SchemaFeatures;
}

const composed = new Kind<ComposedTexts>();

/** They depend on the components' schemas and extensions only: not on modules, nor on the order of the components. */
export function composeTexts(
  cache: Cache,
  config: ProjectConfig,
  components: readonly ScannedSchemas[],
): ComposedTexts {
  const from = components.flatMap(({ name, schemas, extensions }) => [name, ...schemas, extensions]);
  return derive(cache, composed, '', [config, ...from], () => compose(cache, config, components));
}

function compose(cache: Cache, config: ProjectConfig, components: readonly ScannedSchemas[]): ComposedTexts {
  const features = schemaFeatures(cache, components, config);
  const defaultSchema = features.schemas.length > 0 ? config.defaultSchema : undefined;
  const sources = listSources(components);
  const relations = completeRelations(cache, sources);
  const { insertions } = relations;
  const withSchema = components.filter(({ schemas }) => schemas.length > 0);
  const schemaFiles = withSchema.map((component): SchemaFile => {
    const origin = composeComponentSchema(cache, component, { defaultSchema, insertions });
    return { path: `${config.schemaDir}/${component.name}.prisma`, text: origin.text, origin };
  });
  const main = {
    path: `${config.schemaDir}/main.prisma`,
    text: composeMainSchema(config, features, applicationGenerators(config, components)),
  };
  return {
    components,
    schemaFiles: [...schemaFiles, main].sort((a, b) => compareText(a.path, b.path)),
    sources,
    relations,
    features,
  };
}
