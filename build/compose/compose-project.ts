import { type ProjectConfig } from '../config/project-config.ts';
import { compareText } from '../diagnostics/sort-diagnostics.ts';
import { type DiscoveredComponent } from '../discover/discovered-component.ts';
import { checkRequirements } from './check-requirements.ts';
import { composeComponentSchema } from './compose-component-schema.ts';
import { composeMainSchema } from './compose-main-schema.ts';
import { composeRegistry } from './compose-registry.ts';
import { findForeignBlocks } from './find-foreign-blocks.ts';
import { areNamesClear } from './names/are-names-clear.ts';
import { listSources } from './names/declaring-source.ts';
import { findDuplicateNames } from './names/find-duplicate-names.ts';
import { findNameProblems } from './names/find-name-problems.ts';
import { listDatabaseNames } from './names/list-database-names.ts';
import { listOwnedNames } from './names/list-owned-names.ts';
import { orderComponents } from './order-components.ts';
import { type OutputPlan, type PlannedFile } from './output-plan.ts';
import { completeRelations } from './relations/complete-relations.ts';
import { type RetiredComponent } from './retired-component.ts';
import { scanComponent } from './scanned-component.ts';
import { schemaFeatures } from './schema-features.ts';

/** Puts all texts of a run together in memory; problems are in the plan, and a plan with errors is not written. */
export function composeProject(
  config: ProjectConfig,
  discovered: readonly DiscoveredComponent[],
  migrations: readonly string[],
  retired: readonly RetiredComponent[] = [],
): OutputPlan {
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
  const declarations = areNamesClear(sources, config, relations.opposites)
    ? []
    : sources.flatMap(({ declared }) => declared);
  const inDatabase = listDatabaseNames(declarations, config, relations.opposites);
  const names = findNameProblems(declarations, inDatabase, config);
  const main = { path: `${config.schemaDir}/main.prisma`, text: composeMainSchema(config, features) };
  return {
    components: ordered,
    schemaFiles: [...schemaFiles, main].sort((a, b) => compareText(a.path, b.path)),
    registryFiles: composeRegistry(ordered, migrations, retired, config),
    diagnostics: [
      ...diagnostics,
      ...checkRequirements(
        ordered,
        retired.map(({ name }) => name),
      ),
      ...findForeignBlocks(ordered),
      ...findDuplicateNames(declarations),
      ...relations.diagnostics,
      ...names.diagnostics,
    ],
    explained: names.prismaPlaces,
    owned: listOwnedNames(sources, config, relations.opposites),
  };
}
