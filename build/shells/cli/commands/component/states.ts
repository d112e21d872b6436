import { type StateCommand } from '../../../../use-cases/lifecycle/choose-state.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';

const descriptions: Readonly<Record<StateCommand, string>> = {
  disable: 'take a component out of the application; its models and its data stay',
  enable: 'mount a disabled component again',
  retire: 'take a component out of the schema too; its tables stay, and Prisma leaves them alone',
  restore: 'bring a retired component back, and show what its schema differs from its tables',
};

/** `disable`, `enable`, `retire` and `restore`. */
export const registerComponentStates: readonly RegisterCommand[] = [
  stateCommand('disable'),
  stateCommand('enable'),
  stateCommand('retire'),
  stateCommand('restore'),
];

function stateCommand(name: StateCommand): RegisterCommand {
  return (component, io, exit) => {
    component
      .command(`${name} <name>`)
      .description(descriptions[name])
      .option('--project <dir>', 'the project', '.')
      .option('--json', 'print one JSON object and nothing else', false)
      .action(async (component: string, options: CommonOptions) => {
        const { runComponentState } = await import('./run-state.ts');
        exit(await runComponentState(name, component, options, io));
      });
  };
}
