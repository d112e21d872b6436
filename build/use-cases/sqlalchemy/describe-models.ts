import { type Outcome } from '../../diagnostics/outcome.ts';
import { type ProjectModels } from './models-of-project.ts';

/** A line for each file. */
export function describeModels(outcome: Outcome<readonly ProjectModels[]>): string[] {
  if (outcome.kind === 'refused' || outcome.kind === 'environment') return [];
  return outcome.value.map(({ path: file, models, state }) => {
    const noun = models === 1 ? 'model' : 'models';
    return `${state === 'fresh' ? 'up to date:' : 'wrote'} ${file} (${models} ${noun})`;
  });
}

/** The files as `--json` names them. */
export function modelsJson(files: readonly ProjectModels[] = []): object {
  return {
    files: files.map(({ path, models, state }) => ({ path, models, changed: state !== 'fresh' })),
  };
}
