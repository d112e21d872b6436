import { type RegisterCommand } from '../../command.ts';
import { type DownOptions } from './run-down.ts';

export const registerMigrateDown: RegisterCommand = (migrate, io, exit) => {
  migrate
    .command('down [migrations...]')
    .description(
      'write and test the reverse script (down.sql) of each migration that has none, or of those named',
    )
    .option('--check', 'write nothing; test every reverse script, and miss those that are not there', false)
    .option('--force', 'derive those named anew, also where they were edited by hand', false)
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (ids: string[], options: DownOptions) => {
      const { runMigrateDown } = await import('./run-down.ts');
      exit(await runMigrateDown(ids, options, io));
    });
};
