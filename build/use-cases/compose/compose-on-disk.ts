import { loadProjectConfig } from '../../config/load-project-config.ts';
import { done, environmentFault, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { type PipelineReport, runPipeline } from '../../pipeline/pipeline.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';

/** What `tessera compose` is told. */
export interface ComposeCall {
  /** Absolute. */
  readonly projectDir: string;
  /** Compares only, and refuses what would change; nothing is written. */
  readonly check: boolean;
  /** Refuses a lock that is not as the components are. */
  readonly frozen: boolean;
}

/**
 * Composes a project, writes what changed and makes the client.
 *
 * @returns an environment fault also where a disk was full after the first file; the report names what was written
 */
export async function composeOnDisk({
  projectDir,
  check,
  frozen,
}: ComposeCall): Promise<Outcome<PipelineReport>> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const report = await runPipeline(loaded.config, { check, lock: frozen ? 'frozen' : 'write' });
  const { ok, outcome, diagnostics, changed, removed, generated } = report;
  if (outcome === 'environment') return environmentFault(diagnostics, report);
  const wouldChange = changed.length + removed.length > 0 || generated;
  return !ok || (check && wouldChange) ? refused(diagnostics, report) : done(report, diagnostics);
}
