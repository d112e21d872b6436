import { Option } from 'commander';
import { type TargetChoice } from '../../../../use-cases/sqlalchemy/chosen-target.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

interface GenerateOptions extends CommonOptions, TargetChoice {
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
      const { chosenTarget } = await import('../../../../use-cases/sqlalchemy/chosen-target.ts');
      const { describeModels, modelsJson } =
        await import('../../../../use-cases/sqlalchemy/describe-models.ts');
      const { json, check } = options;
      const projectDir = projectDirOf(options, io);
      const target = chosenTarget(options, projectDir);
      const outcome = await generateModels({ projectDir, check, ...(target && { target }) });
      exit(await present(outcome, { projectDir, json, fields: modelsJson, lines: describeModels }, io));
    });
};
