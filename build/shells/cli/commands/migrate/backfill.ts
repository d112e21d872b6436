import { setTimeout as sleep } from 'node:timers/promises';
import { environmentFault } from '../../../../diagnostics/outcome.ts';
import { type BackfillState } from '../../../../use-cases/migrate/backfill/backfill-states.ts';
import { type Clock } from '../../../../use-cases/migrate/backfill/pace.ts';
import { type PaceFlags, readPace } from '../../../../use-cases/migrate/backfill/read-pace.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { collect, projectCommand, projectDirOf } from '../../project-command.ts';

interface BackfillOptions extends CommonOptions, PaceFlags {
  readonly status: boolean;
  readonly restart: boolean;
  readonly byTenant: boolean;
  readonly tenant: readonly string[];
}

const clock: Clock = { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) };

export const registerMigrateBackfill: RegisterCommand = (migrate, io, exit) => {
  projectCommand(
    migrate,
    'backfill [name]',
    'fill rows in short transactions as prisma/backfills/ says; goes on where it was ended',
  )
    .option('--batch <rows>', 'rows in a transaction, at most (default: what the backfill says, or 1000)')
    .option('--max-lag <ms>', 'stand still while others wait longer for this database', '500')
    .option('--pause <ms>', 'stand still between two batches', '0')
    .option(
      '--by-tenant',
      'go through one tenant after the other; one that fails does not stop the others',
      false,
    )
    .option('--tenant <id>', 'only rows of this tenant (repeatable)', collect, [])
    .option('--status', 'only say how far each one is; exit 1 if one is not complete', false)
    .option('--restart', 'begin at the first row again', false)
    .action(async (name: string | undefined, options: BackfillOptions) => {
      const { json, status, restart, byTenant, tenant: tenants } = options;
      const { backfillRows } = await import('../../../../use-cases/migrate/backfill/backfill-rows.ts');
      const { describeStates } = await import('../../../../use-cases/migrate/backfill/describe-states.ts');
      const { startProgress } = await import('./start-progress.ts');
      const projectDir = projectDirOf(options, io);
      const pace = readPace(options);
      const request = {
        projectDir,
        ...(name !== undefined && { name }),
        status,
        restart,
        byTenant,
        tenants,
        clock,
        env: io.env,
      };
      const listen = (totals: ReadonlyMap<string, number>) => startProgress(io, { json, clock, totals });
      const outcome =
        'code' in pace ? environmentFault([pace]) : await backfillRows({ ...request, pace, listen });
      const fields = (states: readonly BackfillState[] = []) => ({ backfills: states });
      exit(await present(outcome, { projectDir, json, fields, lines: describeStates }, io));
    });
};
