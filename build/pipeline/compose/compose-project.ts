import { type ProjectConfig } from '../../config/project-config.ts';
import { checkOffers } from './check-offers.ts';
import { compareDatasources } from './compare-datasources.ts';
import { checkRequirements } from './check-requirements.ts';
import { composeRegistry } from './compose-registry.ts';
import { type ComposedSchema } from './compose-schema.ts';
import { findForeignBlocks } from './find-foreign-blocks.ts';
import { areNamesClear } from './names/fast/are-names-clear.ts';
import { findDuplicateNames } from './names/find-duplicate-names.ts';
import { findNameProblems } from './names/find-name-problems.ts';
import { listDatabaseNames } from '../../model/names/list-database-names.ts';
import { listOwnedNames } from './names/list-owned-names.ts';
import { type NameOwners, noOwners, settledAmong } from '../../model/names/name-owners.ts';
import { type OutputPlan } from './output-plan.ts';
import { type RetiredComponent } from './retired-component.ts';

/**
 * Puts all texts of a run together in memory; problems are in the plan, and a plan with errors is not written.
 *
 * @param owners whose tables and enum types were before, to tell newcomers from what has rows
 */
export function composeProject(
  config: ProjectConfig,
  { components, schemaFiles, sources, relations, diagnostics }: ComposedSchema,
  migrations: readonly string[],
  retired: readonly RetiredComponent[] = [],
  owners: NameOwners = noOwners,
): OutputPlan {
  const declarations = areNamesClear(sources, config, relations.opposites)
    ? []
    : sources.flatMap(({ declared }) => declared);
  const inDatabase = listDatabaseNames(declarations, config, relations.opposites);
  const names = findNameProblems(declarations, inDatabase, config, owners);
  return {
    components,
    schemaFiles,
    registryFiles: composeRegistry(components, migrations, retired, config),
    diagnostics: [
      ...diagnostics,
      ...checkRequirements(
        components,
        retired.map(({ name }) => name),
      ),
      ...checkOffers(components),
      ...findForeignBlocks(components),
      ...compareDatasources(components, config),
      ...findDuplicateNames(declarations, settledAmong(inDatabase, config.defaultSchema, owners)),
      ...relations.diagnostics,
      ...names.diagnostics,
    ],
    explained: names.prismaPlaces,
    owned: listOwnedNames(sources, config, relations.opposites),
  };
}
