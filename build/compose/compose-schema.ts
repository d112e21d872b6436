import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareText } from '../diagnostics/sort-diagnostics.ts';
import { type DiscoveredComponent } from '../discover/discovered-component.ts';
import { composeComponentSchema } from './compose-component-schema.ts';
import { composeMainSchema } from './compose-main-schema.ts';
import { type DeclaringSource, listSources } from './names/declaring-source.ts';
import { orderComponents } from './order-components.ts';
import { type PlannedFile } from './output-plan.ts';
import { type CompletedRelations, completeRelations } from './relations/complete-relations.ts';
import { scanComponent, type ScannedComponent } from './scanned-component.ts';
import { schemaFeatures } from './schema-features.ts';

/** The texts Prisma reads, and what was learnt on the way; nothing has been said about names yet. */
export interface ComposedSchema {
  /** In the order they are mounted. */
  readonly components: readonly ScannedComponent[];
  /** The schema folder in full, sorted by path. */
  readonly schemaFiles: readonly PlannedFile[];
  /** All of the components' schema files, by name. */
  readonly sources: readonly DeclaringSource[];
  readonly relations: CompletedRelations;
  /** About the order. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The first half of a plan: enough for Prisma to begin with its judgement. */
export function composeSchema(
  config: ProjectConfig,
  discovered: readonly DiscoveredComponent[],
): ComposedSchema {
  const { ordered, diagnostics } = orderComponents(discovered.map((one) => scanComponent(one)));
  const features = schemaFeatures(ordered, config);
  const defaultSchema = features.schemas.length > 0 ? config.defaultSchema : undefined;
  const sources = listSources(ordered);
  const relations = completeRelations(sources);
  const { insertions } = relations;
  const schemaFiles = ordered
    .filter(({ schemas }) => schemas.length > 0)
    .map((component): PlannedFile => {
      const origin = composeComponentSchema(component, { defaultSchema, insertions });
      return { path: `${config.schemaDir}/${component.name}.prisma`, text: origin.text, origin };
    });
  const main = { path: `${config.schemaDir}/main.prisma`, text: composeMainSchema(config, features) };
  return {
    components: ordered,
    schemaFiles: [...schemaFiles, main].sort((a, b) => compareText(a.path, b.path)),
    sources,
    relations,
    diagnostics,
  };
}
