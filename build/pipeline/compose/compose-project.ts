import { type ProjectConfig } from '../../config/project-config.ts';
import { checkOffers } from './check-offers.ts';
import { checkTenants } from './check-tenants.ts';
import { compareDatasources } from './compare-datasources.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type NameOwners, noOwners } from '../../model/names/name-owners.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { checkEngines } from './check-engines.ts';
import { checkRequirements } from './check-requirements.ts';
import { composeRegistry } from './compose-registry.ts';
import { type ComposedTexts } from './compose-texts.ts';
import { findForeignBlocks } from './find-foreign-blocks.ts';
import { compareNames } from './names/compare-names.ts';
import { orderComponents } from './order-components.ts';
import { type OutputPlan } from './output-plan.ts';
import { type RetiredComponent } from './retired-component.ts';

/** What is known beside the texts of the schema. */
export interface CompositionInput {
  readonly components: readonly DiscoveredComponent[];
  /** Folder names, oldest first. */
  readonly migrations: readonly string[];
  readonly retired: readonly RetiredComponent[];
  /** Of this platform. */
  readonly platformVersion: string;
  /** Whose tables and enum types were before, to tell newcomers from what has rows. */
  readonly owners?: NameOwners;
}

const plans = new Kind<OutputPlan>();

/** Puts all texts of a run together in memory; problems are in the plan, and a plan with errors is not written. */
export function composeProject(
  cache: Cache,
  config: ProjectConfig,
  texts: ComposedTexts,
  input: CompositionInput,
): OutputPlan {
  const { components, migrations, retired, platformVersion, owners = noOwners } = input;
  const key = JSON.stringify([migrations, retired, platformVersion]);
  const from = [config, texts, owners, key, ...components];
  return derive(cache, plans, '', from, () => compose(cache, config, texts, { ...input, owners }));
}

function compose(
  cache: Cache,
  config: ProjectConfig,
  { schemaFiles, sources, relations, features }: ComposedTexts,
  { components, migrations, retired, platformVersion, owners }: Required<CompositionInput>,
): OutputPlan {
  const { opposites } = relations;
  const { ordered, diagnostics } = orderComponents(components);
  const names = compareNames(cache, sources, config, opposites, owners);
  return {
    components: ordered,
    sources,
    opposites,
    owned: names.owned,
    schemas: features.schemas,
    extensions: features.extensions,
    schemaFiles,
    registryFiles: composeRegistry(cache, ordered, migrations, retired, config),
    diagnostics: [
      ...diagnostics,
      ...checkRequirements(
        ordered,
        retired.map(({ name }) => name),
      ),
      ...checkEngines(ordered, platformVersion),
      ...checkOffers(ordered),
      ...checkTenants(sources),
      ...findForeignBlocks(ordered),
      ...compareDatasources(ordered, config),
      ...names.duplicates,
      ...relations.diagnostics,
      ...names.problems.diagnostics,
    ],
    explained: names.problems.prismaPlaces,
  };
}
