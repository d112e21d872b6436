import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { exitCodeOf } from '../../diagnostics/outcome.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { type PipelineCache, runPipeline } from '../../pipeline/pipeline.ts';
import { missingProject as noProject } from '../../pipeline/project/load-project.ts';
import { type ExitCode } from './command.ts';

/** What one look at a project found. */
export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
  /** Undefined when there is no usable configuration. */
  readonly config?: ProjectConfig;
}

/** The answer when there is no folder to look at. */
export function missingProject(projectDir: string): CheckResult | undefined {
  const missing = noProject(projectDir);
  return missing && { diagnostics: missing.problems, exitCode: exitCodeOf(missing) };
}

/** Everything `compose` would complain about; nothing is written or generated, and stale output is no problem. */
export async function checkProject(projectDir: string, cache?: PipelineCache): Promise<CheckResult> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return { diagnostics: loaded.diagnostics, exitCode: 1 };
  const { diagnostics, outcome } = await runPipeline(loaded.config, {
    check: true,
    ...(cache ? { cache } : {}),
  });
  const exitCode = outcome === 'environment' ? 2 : hasErrors(diagnostics) ? 1 : 0;
  return { diagnostics, exitCode, config: loaded.config };
}
