import { type RegisterCommand } from '../../command.ts';
import { type RollbackOptions } from './run-rollback.ts';

export const registerMigrateRollback: RegisterCommand = (migrate, io, exit) => {
  migrate
    .command('rollback')
    .description('reverse the last migration of the database, or several, in one transaction')
    .option('--to <migration>', 'the last one that stays ("empty": none does)')
    .option('--steps <number>', 'how many go (default: 1)')
    .option('--dry-run', 'show what would go and what would be lost', false)
    .option('--yes', 'do not ask', false)
    .option(
      '--accept-data-loss <component>',
      'whose rows may be lost (repeatable)',
      (name: string, names: readonly string[]) => [...names, name],
      [],
    )
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .action(async (options: RollbackOptions) => {
      const { runMigrateRollback } = await import('./run-rollback.ts');
      exit(await runMigrateRollback(options, io));
    });
};
