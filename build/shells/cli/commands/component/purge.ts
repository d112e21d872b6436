import { type RegisterCommand } from '../../command.ts';
import { type PurgeOptions } from './run-purge.ts';

export const registerComponentPurge: RegisterCommand = (component, io, exit) => {
  component
    .command('purge <name>')
    .description(
      'show what a retired component has in the database, back it up, and write the migration that drops it',
    )
    .option('--confirm <name>', 'the name of the component once more, where nobody can be asked')
    .option('--backup-dir <dir>', 'where the backup goes (default: .tessera/backups)')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (name: string, options: PurgeOptions) => {
      const { runComponentPurge } = await import('./run-purge.ts');
      exit(await runComponentPurge(name, options, io));
    });
};
