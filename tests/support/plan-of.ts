import { projectOptionsSchema } from '../../build/config/project-config.ts';
import { noCache } from '../../build/incremental/derive.ts';
import { type DiscoveredComponent } from '../../build/model/discovered-component.ts';
import { scanSource } from '../../build/model/scan-source.ts';
import { type SchemaSource } from '../../build/model/schema-source.ts';
import { composeProject } from '../../build/pipeline/compose/compose-project.ts';
import { composeTexts } from '../../build/pipeline/compose/compose-texts.ts';
import { type OutputPlan } from '../../build/pipeline/compose/output-plan.ts';

const settings = { ...projectOptionsSchema.parse({}), projectDir: '/project' };

/** A component in memory, with its schema files read. */
export function componentOf(
  name: string,
  schemas: readonly SchemaSource[],
  more: Partial<DiscoveredComponent> = {},
): DiscoveredComponent {
  return {
    name,
    path: `src/components/${name}`,
    version: '1.0.0',
    description: '',
    requires: [],
    optional: false,
    schemas: schemas.map((source) => scanSource(noCache, source, name)),
    ...more,
  };
}

/** Composes components in memory, without a cache. */
export function planOf(
  components: readonly DiscoveredComponent[],
  migrations: readonly string[] = [],
  config = settings,
): OutputPlan {
  const texts = composeTexts(noCache, config, components);
  return composeProject(noCache, config, texts, {
    components,
    migrations,
    retired: [],
    platformVersion: '0.2.0',
  });
}
