import { pathKind } from '../../files/path-kind.ts';
import { type ComposedModel } from '../../model/composed-model.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type SchemaFile } from '../../model/schema-file.ts';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import {
  type Outcome,
  environmentFault,
  judged,
  refused,
  type Unchanged,
} from '../../diagnostics/outcome.ts';
import { type ComponentSources } from '../discover/read-sources.ts';
import { type ComponentUse } from '../graph/component-uses.ts';
import { type ComponentState, type LockEntries } from '../lock/lock-file.ts';
import { runPipeline } from '../pipeline.ts';

/** What can be known of a project without changing anything; with problems, as far as it could be read. */
export interface LoadedProject {
  readonly config: ProjectConfig;
  /** The components as one schema. */
  readonly model: ComposedModel;
  /** Those of the model, in the order they are mounted. */
  readonly components: readonly DiscoveredComponent[];
  readonly states: ReadonlyMap<string, ComponentState>;
  /** As it is on disk: knows components whose folder is gone, too. */
  readonly lock: LockEntries;
  /** As the next run would write it: knows what components that are here own by now. */
  readonly recorded: LockEntries;
  /** The composed schema of the model. */
  readonly schema: readonly SchemaFile[];
  readonly sources: ComponentSources;
  readonly uses: readonly ComponentUse[];
}

/** The answer when there is no folder to load. */
export function missingProject(projectDir: string): Unchanged | undefined {
  if (pathKind(projectDir) === 'folder') return undefined;
  const message = `"${projectDir}" is not a folder.`;
  return environmentFault([{ code: 'CALL.NO_PROJECT', severity: 'error', message }]);
}

/**
 * Composes in memory, writes nothing, and keeps everything a command may want to report.
 *
 * @returns with problems in the project, `found` is what could be read all the same; it is undefined when there is no
 *   project or no usable configuration
 */
export async function loadProject(projectDir: string): Promise<Outcome<LoadedProject>> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const { config } = loaded;
  const report = await runPipeline(config, { check: true });
  const {
    model,
    components,
    states,
    lock: recorded,
    lockBefore,
    schema,
    sources,
    uses,
    diagnostics,
  } = report;
  const lock = lockBefore ?? new Map();
  const project = { config, model, components, states, lock, recorded, schema, sources, uses };
  return report.outcome === 'environment'
    ? environmentFault(diagnostics, project)
    : judged(project, diagnostics);
}
