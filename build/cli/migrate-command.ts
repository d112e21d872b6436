import { type RegisterCommand } from './command.ts';
import { registerMigrateBackfill } from './migrate-backfill-command.ts';
import { registerMigrateCheck } from './migrate-check-command.ts';
import { registerMigrateContract } from './migrate-contract-command.ts';
import { registerMigrateDown } from './migrate-down-command.ts';
import { registerMigrateExpand } from './migrate-expand-command.ts';
import { registerMigratePlan } from './migrate-plan-command.ts';
import { registerMigrateRecord } from './migrate-record-command.ts';
import { registerMigrateRollback } from './migrate-rollback-command.ts';

/** Sub-commands of `tessera migrate`, in the order `--help` shows them; each in a file of its own. */
const subCommands: readonly RegisterCommand[] = [
  registerMigratePlan,
  registerMigrateRecord,
  registerMigrateCheck,
  registerMigrateDown,
  registerMigrateRollback,
  registerMigrateExpand,
  registerMigrateBackfill,
  registerMigrateContract,
];

export const registerMigrateCommand: RegisterCommand = (program, io, exit) => {
  const migrate = program
    .command('migrate')
    .description("look after migrations; making and applying them stays `prisma migrate`'s");
  for (const register of subCommands) register(migrate, io, exit);
};
