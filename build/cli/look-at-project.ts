import { readSources, type ComponentSources } from '../discover/read-sources.ts';
import { loadProjectConfig } from '../config/load-project-config.ts';
import { type ProjectConfig } from '../config/project-config.ts';
import { type ScannedComponent } from '../compose/scanned-component.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../files/disk-files.ts';
import { componentUses, type ComponentUse } from '../graph/component-uses.ts';
import { type ComponentState, type LockEntries, lockFile } from '../lock/lock-file.ts';
import { readLock } from '../lock/read-lock.ts';
import { createPipelineCache, runPipeline } from '../pipeline.ts';
import { missingProject } from './check-project.ts';
import { type ExitCode } from './command.ts';

/** What can be known of a project without changing anything; with problems, as far as it could be read. */
export interface ProjectLook {
  readonly config: ProjectConfig;
  /** In the order they are mounted. */
  readonly components: readonly ScannedComponent[];
  readonly states: ReadonlyMap<string, ComponentState>;
  /** As it is on disk: knows components whose folder is gone, too. */
  readonly lock: LockEntries;
  /** As the next run would write it: knows what components that are here own by now. */
  readonly recorded: LockEntries;
  /** The composed schema. */
  readonly schema: readonly { readonly path: string; readonly text: string }[];
  readonly sources: ComponentSources;
  readonly uses: readonly ComponentUse[];
}

/** `look` is undefined when there is no project or no usable configuration. */
export interface LookResult {
  readonly look: ProjectLook | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
}

/** Composes in memory and keeps everything a command may want to tell about. */
export async function lookAtProject(projectDir: string): Promise<LookResult> {
  const missing = missingProject(projectDir);
  if (missing) return { look: undefined, ...missing };
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return { look: undefined, diagnostics: loaded.diagnostics, exitCode: 1 };
  const { config } = loaded;
  const cache = createPipelineCache();
  const {
    components,
    states,
    lock: recorded,
    schema,
    diagnostics,
    outcome,
  } = await runPipeline(config, { check: true, cache });
  const sources = readSources(config, components, diskFiles, cache.sources);
  const lock = diskFiles.read(`${config.projectDir}/${lockFile}`);
  return {
    look: {
      config,
      components,
      states,
      lock: readLock(lock && new TextDecoder('utf-8').decode(lock)).entries ?? new Map(),
      recorded,
      schema,
      sources,
      uses: componentUses(components, sources),
    },
    diagnostics,
    exitCode: outcome === 'environment' ? 2 : hasErrors(diagnostics) ? 1 : 0,
  };
}
