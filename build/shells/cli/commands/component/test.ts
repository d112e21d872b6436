import { type CommonOptions, type RegisterCommand } from '../../command.ts';

export const registerComponentTest: RegisterCommand = (component, io, exit) => {
  component
    .command('test <name>')
    .description('boot a component with what it requires alone, run its tests, see whether it behaves')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (name: string, options: CommonOptions) => {
      const { runComponentTest } = await import('./run-test.ts');
      exit(await runComponentTest(name, options, io));
    });
};
