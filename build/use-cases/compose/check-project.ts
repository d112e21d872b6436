import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { environmentFault, judged, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { type Cache, runPipeline } from '../../pipeline/pipeline.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';

/**
 * Everything `compose` would complain about; nothing is written or generated, and stale output is no problem.
 *
 * @returns the settings, where they can be used
 */
export async function checkProject(projectDir: string, cache?: Cache): Promise<Outcome<ProjectConfig>> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const { config } = loaded;
  const { diagnostics, outcome } = await runPipeline(config, { check: true, ...(cache && { cache }) });
  return outcome === 'environment' ? environmentFault(diagnostics, config) : judged(config, diagnostics);
}
