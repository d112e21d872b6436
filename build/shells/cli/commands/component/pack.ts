import { type PackReport } from '../../../../use-cases/pack/pack-into-folder.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present, type Presentation } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';

interface PackOptions extends CommonOptions {
  readonly packageName?: string;
  readonly out?: string;
  readonly tgz: boolean;
  readonly force: boolean;
}

export const registerComponentPack: RegisterCommand = (component, io, exit) => {
  projectCommand(
    component,
    'pack <name>',
    'make an npm package from a component: compiled, with types and schema',
  )
    .option('--package-name <name>', 'name of the package (default: tessera-<name>)')
    .option('--out <dir>', 'where to (default: .tessera/packages/<name>)')
    .option('--tgz', 'pack it with npm too, beside the folder', false)
    .option('--force', 'replace a package that was packed before', false)
    .action(async (name: string, options: PackOptions) => {
      const { json, packageName, out, tgz, force } = options;
      const { packIntoFolder } = await import('../../../../use-cases/pack/pack-into-folder.ts');
      const { describePack, packJson } = await import('../../../../use-cases/pack/describe-pack.ts');
      const projectDir = projectDirOf(options, io);
      const outcome = await packIntoFolder({ packageName, out, tgz, force, name, projectDir, env: io.env });
      const how: Presentation<PackReport> = {
        projectDir,
        json,
        fields: (made) => (made ? packJson(made, io.cwd) : { component: name }),
        lines: (ended) => describePack(ended, io.cwd),
      };
      exit(await present(outcome, how, io));
    });
};
