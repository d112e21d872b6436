import { environmentFault, type Outcome } from '../../../../diagnostics/outcome.ts';
import { type RollbackReport } from '../../../../use-cases/migrate/rollback/roll-back-migrations.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../../command.ts';
import { isTerminal } from '../../is-terminal.ts';
import { present } from '../../present.ts';
import { collect, projectCommand, projectDirOf } from '../../project-command.ts';

interface RollbackOptions extends CommonOptions {
  readonly to?: string;
  readonly steps?: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly acceptDataLoss: readonly string[];
}

export const registerMigrateRollback: RegisterCommand = (migrate, io, exit) => {
  projectCommand(
    migrate,
    'rollback',
    'reverse the last migration of the database, or several, in one transaction',
  )
    .option('--to <migration>', 'the last one that stays ("empty": none does)')
    .option('--steps <number>', 'how many go (default: 1)')
    .option('--dry-run', 'show what would go and what would be lost', false)
    .option('--yes', 'do not ask', false)
    .option('--accept-data-loss <component>', 'whose rows may be lost (repeatable)', collect, [])
    .action(async (options: RollbackOptions) => {
      exit(await rollBack(options, io));
    });
};

async function rollBack(options: RollbackOptions, io: CommandIo): Promise<ExitCode> {
  const { json, dryRun, acceptDataLoss, yes } = options;
  const { rollBackMigrations } =
    await import('../../../../use-cases/migrate/rollback/roll-back-migrations.ts');
  const { describePlannedSteps, describeRollback, rollbackJson } =
    await import('../../../../use-cases/migrate/rollback/describe-rollback.ts');
  const { readTarget } = await import('../../../../use-cases/migrate/rollback/read-target.ts');
  const projectDir = projectDirOf(options, io);
  let wasAsked = false;
  const show = (outcome: Outcome<RollbackReport>): Promise<ExitCode> => {
    const fields = (known: RollbackReport = nothing) => rollbackJson(known);
    const lines = () => describeRollback(outcome, wasAsked);
    return present(outcome, { projectDir, json, fields, lines }, io);
  };
  const target = readTarget(options);
  if ('code' in target) return await show(environmentFault([target]));
  let exitCode: ExitCode | undefined;
  const outcome = await rollBackMigrations({
    projectDir,
    target,
    dryRun,
    acceptDataLoss,
    env: io.env,
    confirm: async (plan) => {
      if (yes) return 'yes';
      if (json || !isTerminal(io)) return 'unasked';
      wasAsked = true;
      io.stdout.write(`${describePlannedSteps(plan).join('\n')}\n`);
      const { confirm } = await import('@clack/prompts');
      return (await confirm({ message: 'Roll back?', initialValue: false })) === true ? 'yes' : 'no';
    },
    onEnd: async (ended) => {
      exitCode = await show(ended);
    },
  });
  return exitCode ?? (await show(outcome));
}

const nothing: RollbackReport = { state: 'nothing', rolledBack: [], steps: [] };
