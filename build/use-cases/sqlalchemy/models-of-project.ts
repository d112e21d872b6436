import { type ProjectConfig } from '../../config/project-config.ts';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { describeFailure } from '../../files/describe-failure.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { runPipeline } from '../../pipeline/pipeline.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';
import { checkTargets } from './check-targets.ts';
import { type ComparedModels, compareModels } from './compare-models.ts';
import { type ModelsFile, modelsFile } from './models-file.ts';
import { readComposedSchema } from './read-composed-schema.ts';
import { type ModelsTarget } from './style.ts';

/** A file of models, and how the one on disk stands to it. */
export type ProjectModels = ModelsFile & ComparedModels;

/**
 * The files of SQLAlchemy models a project has to have, compared with those on disk; nothing is written.
 *
 * @param only this one, in place of those the configuration lists
 * @returns its diagnostics are about the project, not about the files
 */
export async function modelsOfProject(
  projectDir: string,
  only?: ModelsTarget,
): Promise<Exclude<Outcome<readonly ProjectModels[]>, { readonly kind: 'partly' }>> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const { config } = loaded;
  const { components, schema, diagnostics, outcome } = await runPipeline(config, { check: true });
  if (outcome === 'environment') return environmentFault(diagnostics);
  if (outcome === 'problems') return refused(diagnostics);
  const targets = only ? [only] : config.sqlalchemy;
  const wrong = checkTargets(targets, config, components.map(({ name }) => name).sort());
  // What the configuration names is the project's mistake, what a flag names is the call's.
  if (hasErrors(wrong)) return (only ? environmentFault : refused)([...diagnostics, ...wrong]);
  const all = await readComposedSchema(schema);
  return compareAll(
    targets.map((target) => modelsFile(target, all, components)),
    config,
    diagnostics,
  );
}

function compareAll(
  files: readonly ModelsFile[],
  { projectDir }: ProjectConfig,
  diagnostics: readonly Diagnostic[],
) {
  try {
    const compared = files.map((file) => ({ ...file, ...compareModels(file, projectDir, diskFiles) }));
    return done(compared, diagnostics);
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    return environmentFault<readonly ProjectModels[]>([...diagnostics, failure]);
  }
}
