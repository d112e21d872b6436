import { type RegisterCommand } from '../../command.ts';
import { type PackComponentOptions } from './run-pack.ts';

export const registerComponentPack: RegisterCommand = (component, io, exit) => {
  component
    .command('pack <name>')
    .description('make an npm package from a component: compiled, with types and schema')
    .option('--package-name <name>', 'name of the package (default: tessera-<name>)')
    .option('--out <dir>', 'where to (default: .tessera/packages/<name>)')
    .option('--tgz', 'pack it with npm too, beside the folder', false)
    .option('--force', 'replace a package that was packed before', false)
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (name: string, options: PackComponentOptions) => {
      const { runComponentPack } = await import('./run-pack.ts');
      exit(await runComponentPack(name, options, io));
    });
};
