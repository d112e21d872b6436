import { type RegisterCommand } from '../../command.ts';
import { type NewComponentOptions } from './run-new.ts';

export const registerComponentNew: RegisterCommand = (component, io, exit) => {
  component
    .command('new [name]')
    .description('make a component with routes, a model, example data and tests (asks on a terminal)')
    .option('--description <sentence>', 'what it is for')
    .option('--model <Name>', 'name of its model (default: the singular of the name)')
    .option('--no-model', 'without data')
    .option('--with-relation-to <component.Model>', 'let the model point at one of another component')
    .option('--yes', 'ask nothing, take the defaults', false)
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (name: string | undefined, options: NewComponentOptions) => {
      const { newComponent } = await import('./run-new.ts');
      exit(await newComponent(name, options, io));
    });
};
