import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, partly } from '../../../diagnostics/outcome.ts';
import { finishStep, listStep, type StepFiles, writeStep } from './step-files.ts';
import { type StepReport } from './step-report.ts';

/** Finishes the step of a call that was killed; undefined: there was none. */
export function finishEarlierStep(config: ProjectConfig): Outcome<StepReport> | undefined {
  const files = finishStep(config);
  return files && done({ kind: 'finished', files });
}

/** Writes a step, or lists what it would write. */
export function endStep(
  config: ProjectConfig,
  step: StepFiles,
  report: Omit<StepReport, 'kind' | 'files'>,
  { command, dryRun, warnings }: StepEnd,
): Outcome<StepReport> {
  if (dryRun) return done({ ...report, kind: 'dry-run', files: listStep(config, step) }, warnings);
  const written = writeStep(config, step);
  const ended: StepReport = { ...report, kind: 'written', files: written.files };
  switch (written.state) {
    case 'written':
      return done(ended, warnings);
    case 'unchanged':
      return environmentFault([written.problem]);
    case 'begun':
      return partly(ended, [`Run it again: ${command}. It writes what is missing.`], [written.problem]);
  }
}

export interface StepEnd {
  /** As a person types it. */
  readonly command: string;
  readonly dryRun: boolean;
  readonly warnings: readonly Diagnostic[];
}
