import path from 'node:path';
import { knownOf, type Outcome } from '../../../diagnostics/outcome.ts';
import { generateModels } from '../../../use-cases/sqlalchemy/generate-models.ts';
import { type ProjectModels } from '../../../use-cases/sqlalchemy/models-of-project.ts';
import { type ModelsTarget } from '../../../use-cases/sqlalchemy/style.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../command.ts';
import { present } from '../present.ts';

/** The flags of `tessera generate sqlalchemy`. */
export interface GenerateModelsOptions extends CommonOptions {
  readonly component?: readonly string[];
  readonly out?: string;
  readonly style?: '2.0' | '1.4';
  readonly check: boolean;
}

/** Carries out `tessera generate sqlalchemy`. */
export async function runGenerateModels(options: GenerateModelsOptions, io: CommandIo): Promise<ExitCode> {
  const { project, json, check } = options;
  const projectDir = path.resolve(io.cwd, project);
  const target = targetOf(options, projectDir);
  const outcome = await generateModels({ projectDir, check, ...(target && { target }) });
  const fields = (files: readonly ProjectModels[] = []): object => ({
    files: files.map(({ path: file, models, state }) => ({ path: file, models, changed: state !== 'fresh' })),
  });
  return await present(outcome, { projectDir, json, fields, lines: describe }, io);
}

/** Undefined: the files the configuration lists. */
function targetOf(
  { component, out, style }: GenerateModelsOptions,
  projectDir: string,
): ModelsTarget | undefined {
  if (!component && out === undefined && !style) return undefined;
  return {
    output: path
      .relative(projectDir, path.resolve(projectDir, out ?? 'python/models.py'))
      .replaceAll('\\', '/'),
    style: style ?? '2.0',
    ...(component ? { components: [...component] } : {}),
  };
}

function describe(outcome: Outcome<readonly ProjectModels[]>): string[] {
  if (outcome.kind === 'refused' || outcome.kind === 'environment') return [];
  return (knownOf(outcome) ?? []).map(({ path: file, models, state }) => {
    const noun = models === 1 ? 'model' : 'models';
    return `${state === 'fresh' ? 'up to date:' : 'wrote'} ${file} (${models} ${noun})`;
  });
}
