import { knownOf } from '../../../../diagnostics/outcome.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

export const registerComponentInfo: RegisterCommand = (component, io, exit) => {
  projectCommand(
    component,
    'info <name>',
    'show what a component owns, what it requires, and who requires it',
  ).action(async (name: string, options: CommonOptions) => {
    const projectDir = projectDirOf(options, io);
    const { showComponent } = await import('../../../../use-cases/inspect/show-component.ts');
    const { componentInfoJson, describeComponent } =
      await import('../../../../use-cases/inspect/describe-component.ts');
    const outcome = await showComponent(name, projectDir);
    const info = knownOf(outcome);
    const fields = () => (info ? { component: componentInfoJson(info) } : {});
    const lines = () => (info ? describeComponent(info) : []);
    exit(await present(outcome, { projectDir, json: options.json, fields, lines }, io));
  });
};
