import { type ProjectConfig } from '../../config/project-config.ts';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { runPipeline } from '../../pipeline/pipeline.ts';
import { checkTargets } from '../../use-cases/sqlalchemy/check-targets.ts';
import { type ComparedModels, compareModels } from '../../use-cases/sqlalchemy/compare-models.ts';
import { type ModelsFile, modelsFile } from '../../use-cases/sqlalchemy/models-file.ts';
import { readSchema } from '../../use-cases/sqlalchemy/read-schema.ts';
import { type ModelsTarget } from '../../use-cases/sqlalchemy/style.ts';
import { describeFailure } from '../../files/describe-failure.ts';
import { missingProject } from './check-project.ts';
import { type ExitCode } from './command.ts';

/** A file of models, and how the one on disk stands to it. */
export type ProjectModels = ModelsFile & ComparedModels;

export interface ModelsOfProject {
  /** Empty when something is wrong with the project. */
  readonly files: readonly ProjectModels[];
  /** What is wrong with the project; not what is wrong with the files. */
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
}

/**
 * The files of SQLAlchemy models a project has to have, compared with those on disk; nothing is written.
 *
 * @param only this one, in place of those the configuration lists
 */
export async function modelsOfProject(projectDir: string, only?: ModelsTarget): Promise<ModelsOfProject> {
  const missing = missingProject(projectDir);
  if (missing) return { files: [], ...missing };
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return { files: [], diagnostics: loaded.diagnostics, exitCode: 1 };
  const { config } = loaded;
  const { components, schema, diagnostics, outcome } = await runPipeline(config, { check: true });
  if (outcome !== 'ok') return { files: [], diagnostics, exitCode: outcome === 'environment' ? 2 : 1 };
  const targets = only ? [only] : config.sqlalchemy;
  const wrong = checkTargets(targets, config, components.map(({ name }) => name).sort());
  if (hasErrors(wrong)) return { files: [], diagnostics: [...diagnostics, ...wrong], exitCode: only ? 2 : 1 };
  const all = await readSchema(schema);
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
): ModelsOfProject {
  try {
    const compared = files.map((file) => ({ ...file, ...compareModels(file, projectDir, diskFiles) }));
    return { files: compared, diagnostics, exitCode: 0 };
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    return { files: [], diagnostics: [...diagnostics, failure], exitCode: 2 };
  }
}
