import path from 'node:path';
import { Option } from 'commander';
import { type Outcome } from '../../../../diagnostics/outcome.ts';
import { type ProjectModels } from '../../../../use-cases/sqlalchemy/models-of-project.ts';
import { type ModelsTarget } from '../../../../use-cases/sqlalchemy/style.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

interface GenerateOptions extends CommonOptions {
  readonly component?: readonly string[];
  readonly out?: string;
  readonly style?: '2.0' | '1.4';
  readonly check: boolean;
}

const list = (value: string) => value.split(',').map((name) => name.trim());

export const registerGenerateSqlalchemy: RegisterCommand = (generate, io, exit) => {
  projectCommand(
    generate,
    'sqlalchemy',
    'write SQLAlchemy models of the components, for Python (without options: as configured)',
  )
    .option('--component <names>', 'only these components: a,b', list)
    .option('--out <file>', 'the file, relative to the project (default: python/models.py)')
    .addOption(
      new Option('--style <version>', 'the SQLAlchemy they are for (default: 2.0)').choices(['2.0', '1.4']),
    )
    .option('--check', 'write nothing; exit 1 if anything would change', false)
    .action(async (options: GenerateOptions) => {
      const { generateModels } = await import('../../../../use-cases/sqlalchemy/generate-models.ts');
      const { json, check } = options;
      const projectDir = projectDirOf(options, io);
      const target = targetOf(options, projectDir);
      const outcome = await generateModels({ projectDir, check, ...(target && { target }) });
      const fields = (files: readonly ProjectModels[] = []) => ({
        files: files.map(({ path: file, models, state }) => ({
          path: file,
          models,
          changed: state !== 'fresh',
        })),
      });
      exit(await present(outcome, { projectDir, json, fields, lines: describe }, io));
    });
};

/** Undefined: the files the configuration lists. */
function targetOf({ component, out, style }: GenerateOptions, projectDir: string): ModelsTarget | undefined {
  if (!component && out === undefined && !style) return undefined;
  const file = path.resolve(projectDir, out ?? 'python/models.py');
  return {
    output: path.relative(projectDir, file).replaceAll('\\', '/'),
    style: style ?? '2.0',
    ...(component ? { components: [...component] } : {}),
  };
}

function describe(outcome: Outcome<readonly ProjectModels[]>): string[] {
  if (outcome.kind === 'refused' || outcome.kind === 'environment') return [];
  return outcome.value.map(({ path: file, models, state }) => {
    const noun = models === 1 ? 'model' : 'models';
    return `${state === 'fresh' ? 'up to date:' : 'wrote'} ${file} (${models} ${noun})`;
  });
}
