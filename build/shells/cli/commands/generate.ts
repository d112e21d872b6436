import { Option } from 'commander';
import { type RegisterCommand } from '../command.ts';
import { type GenerateModelsOptions } from './run-generate.ts';

const list = (value: string) => value.split(',').map((name) => name.trim());

export const registerGenerateCommand: RegisterCommand = (program, io, exit) => {
  const generate = program.command('generate').description('write code for programs in other languages');
  generate
    .command('sqlalchemy')
    .description('write SQLAlchemy models of the components, for Python (without options: as configured)')
    .option('--component <names>', 'only these components: a,b', list)
    .option('--out <file>', 'the file, relative to the project (default: python/models.py)')
    .addOption(
      new Option('--style <version>', 'the SQLAlchemy they are for (default: 2.0)').choices(['2.0', '1.4']),
    )
    .option('--check', 'write nothing; exit 1 if anything would change', false)
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (options: GenerateModelsOptions) => {
      const { runGenerateModels } = await import('./run-generate.ts');
      exit(await runGenerateModels(options, io));
    });
};
