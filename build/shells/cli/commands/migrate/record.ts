import { type RegisterCommand } from '../../command.ts';
import { type RecordOptions } from './run-record.ts';

/** `tessera migrate record`: writes who owns what in the migrations that have no record yet. */
export const registerMigrateRecord: RegisterCommand = (migrate, io, exit) => {
  migrate
    .command('record [migrations...]')
    .description('write the owner record of each migration that has none, and of those named')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .option(
      '--component <name>',
      'whom the new migrations are made for; they may change nobody else’s tables (repeatable)',
      (name: string, names: readonly string[]) => [...names, name],
      [],
    )
    .option('--join', 'accept the order in which migrations of two branches stand now', false)
    .action(async (migrations: string[], options: RecordOptions) => {
      const { runMigrateRecord } = await import('./run-record.ts');
      exit(await runMigrateRecord(migrations, options, io));
    });
};
