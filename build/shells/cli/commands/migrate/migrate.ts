import { type RegisterCommand } from '../../command.ts';
import { registerMigrateBackfill } from './backfill.ts';
import { registerMigrateCheck } from './check.ts';
import { registerMigrateContract } from './contract.ts';
import { registerMigrateDown } from './down.ts';
import { registerMigrateExpand } from './expand.ts';
import { registerMigratePlan } from './plan.ts';
import { registerMigrateRecord } from './record.ts';
import { registerMigrateRollback } from './rollback.ts';
import { registerMigrateTenants } from './tenants.ts';

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
  registerMigrateTenants,
];

export const registerMigrateCommand: RegisterCommand = (program, io, exit) => {
  const migrate = program
    .command('migrate')
    .description("look after migrations; making and applying them stays `prisma migrate`'s");
  for (const register of subCommands) register(migrate, io, exit);
};
