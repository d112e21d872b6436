import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../../command.ts';

type Look = (name: string, options: CommonOptions, io: CommandIo) => Promise<ExitCode>;

export const registerComponentList: RegisterCommand = (component, io, exit) => {
  component
    .command('list')
    .description('list the components with versions, states and what they own')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (options: CommonOptions) => {
      const { listComponents } = await import('./run-list.ts');
      exit(await listComponents(options, io));
    });
};

export const registerComponentInfo = looking(
  'info <name>',
  'show what a component owns, what it requires, and who requires it',
  async (...call) => (await import('./run-info.ts')).showComponent(...call),
);

export const registerComponentImpact = looking(
  'impact <name>',
  'show who depends on a component: models, relations, imports, routes, and rows if a database answers',
  async (...call) => (await import('./run-impact.ts')).showImpact(...call),
);

function looking(usage: string, description: string, look: Look): RegisterCommand {
  return (component, io, exit) => {
    component
      .command(usage)
      .description(description)
      .option('--project <dir>', 'the project', '.')
      .option('--json', 'print one JSON object and nothing else', false)
      .action(async (name: string, options: CommonOptions) => {
        exit(await look(name, options, io));
      });
  };
}
