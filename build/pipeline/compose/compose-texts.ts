import { type ProjectConfig } from '../../config/project-config.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { composeComponentSchema } from './compose-component-schema.ts';
import { composeMainSchema } from './compose-main-schema.ts';
import { type DeclaringSource, listSources } from '../../model/names/declaring-source.ts';
import { type PlannedFile } from './output-plan.ts';
import { type CompletedRelations, completeRelations } from './relations/complete-relations.ts';
import { type ScannedSchemas } from '../../model/scanned-component.ts';
import { schemaFeatures } from './schema-features.ts';

/** The texts Prisma reads, and what was learnt on the way. */
export interface ComposedTexts {
  /** The schema folder in full, sorted by path. */
  readonly schemaFiles: readonly PlannedFile[];
  /** All of the components' schema files, by name. */
  readonly sources: readonly DeclaringSource[];
  readonly relations: CompletedRelations;
}

/** They depend on the components' schemas and extensions only: not on modules, nor on the order of the components. */
export function composeTexts(config: ProjectConfig, components: readonly ScannedSchemas[]): ComposedTexts {
  const features = schemaFeatures(components, config);
  const defaultSchema = features.schemas.length > 0 ? config.defaultSchema : undefined;
  const sources = listSources(components);
  const relations = completeRelations(sources);
  const { insertions } = relations;
  const withSchema = components.filter(({ schemas }) => schemas.length > 0);
  const schemaFiles = withSchema.map((component): PlannedFile => {
    const origin = composeComponentSchema(component, { defaultSchema, insertions });
    return { path: `${config.schemaDir}/${component.name}.prisma`, text: origin.text, origin };
  });
  const main = { path: `${config.schemaDir}/main.prisma`, text: composeMainSchema(config, features) };
  return {
    schemaFiles: [...schemaFiles, main].sort((a, b) => compareText(a.path, b.path)),
    sources,
    relations,
  };
}
