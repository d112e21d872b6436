import { type RegisterCommand } from '../../command.ts';
import { type UpgradeOptions } from './run-upgrade.ts';

export const registerComponentUpgrade: RegisterCommand = (component, io, exit) => {
  component
    .command('upgrade <name> <source>')
    .description(
      'rehearse a new version of a component (a folder, a tarball, name@version of npm) on a copy of the database, and carry it out only on go',
    )
    .option('--dry-run', 'rehearse only', false)
    .option('--accept-data-loss', 'rows may go', false)
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (name: string, source: string, options: UpgradeOptions) => {
      const { runComponentUpgrade } = await import('./run-upgrade.ts');
      exit(await runComponentUpgrade(name, source, options, io));
    });
};
