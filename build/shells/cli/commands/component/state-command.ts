import { type StateCommand } from '../../../../use-cases/lifecycle/choose-state.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

/** A command that decides about the state of one component. */
export function stateCommand(command: StateCommand, description: string): RegisterCommand {
  return (component, io, exit) => {
    projectCommand(component, `${command} <name>`, description).action(
      async (name: string, options: CommonOptions) => {
        const { changeState } = await import('../../../../use-cases/lifecycle/change-state.ts');
        const { describeState } = await import('../../../../use-cases/lifecycle/describe-state.ts');
        const projectDir = projectDirOf(options, io);
        const outcome = await changeState(command, name, projectDir, io.env);
        const fields = (change?: object): object => change ?? {};
        exit(await present(outcome, { projectDir, json: options.json, fields, lines: describeState }, io));
      },
    );
  };
}
