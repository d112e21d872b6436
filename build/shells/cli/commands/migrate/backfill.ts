import { type RegisterCommand } from '../../command.ts';
import { type BackfillOptions } from './run-backfill.ts';

export const registerMigrateBackfill: RegisterCommand = (migrate, io, exit) => {
  migrate
    .command('backfill [name]')
    .description('fill rows in short transactions as prisma/backfills/ says; goes on where it was ended')
    .option('--batch <rows>', 'rows in a transaction, at most (default: what the backfill says, or 1000)')
    .option('--max-lag <ms>', 'stand still while others wait longer for this database', '500')
    .option('--pause <ms>', 'stand still between two batches', '0')
    .option('--status', 'only say how far each one is; exit 1 if one is not complete', false)
    .option('--restart', 'begin at the first row again', false)
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (name: string | undefined, options: BackfillOptions) => {
      const { runMigrateBackfill } = await import('./run-backfill.ts');
      exit(await runMigrateBackfill(name, options, io));
    });
};
