import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { environmentFault, judged, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { sortDiagnostics } from '../../diagnostics/sort-diagnostics.ts';
import { type Cache, runPipeline } from '../../pipeline/pipeline.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';
import { checkIndexes } from './indexes/check-indexes.ts';

/**
 * Everything `compose` would complain about, and what only slows a project down; nothing is written or generated, and
 * stale output is no problem.
 *
 * @returns the settings, where they can be used
 */
export async function checkProject(projectDir: string, cache?: Cache): Promise<Outcome<ProjectConfig>> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const { config } = loaded;
  const run = await runPipeline(config, { check: true, ...(cache && { cache }) });
  if (run.outcome === 'environment') return environmentFault(run.diagnostics, config);
  return judged(config, sortDiagnostics([...run.diagnostics, ...checkIndexes(run.model, config)]));
}
