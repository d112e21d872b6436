import { knownOf } from '../../../../diagnostics/outcome.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

export const registerComponentList: RegisterCommand = (component, io, exit) => {
  projectCommand(component, 'list', 'list the components with versions, states and what they own').action(
    async (options: CommonOptions) => {
      const projectDir = projectDirOf(options, io);
      const { listComponents } = await import('../../../../use-cases/inspect/list-components.ts');
      const { componentJson, describeComponents } =
        await import('../../../../use-cases/inspect/describe-components.ts');
      const outcome = await listComponents(projectDir);
      const infos = knownOf(outcome);
      const fields = () => (infos ? { components: infos.map(componentJson) } : {});
      const lines = () => (infos ? describeComponents(infos) : []);
      exit(await present(outcome, { projectDir, json: options.json, fields, lines }, io));
    },
  );
};
