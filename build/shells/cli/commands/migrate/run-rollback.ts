import path from 'node:path';
import { type Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { environmentFault, type Outcome } from '../../../../diagnostics/outcome.ts';
import { type RollbackTarget } from '../../../../use-cases/migrate/rollback/plan-rollback.ts';
import {
  rollBackMigrations,
  type RollbackReport,
} from '../../../../use-cases/migrate/rollback/roll-back-migrations.ts';
import { type CommandIo, type ExitCode } from '../../command.ts';
import { describePlannedSteps, describeRollback } from './describe-rollback.ts';
import { present } from '../../present.ts';
import { type CommonOptions } from '../../command.ts';

/** The flags of `tessera migrate rollback`. */
export interface RollbackOptions extends CommonOptions {
  readonly to?: string;
  readonly steps?: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly acceptDataLoss: readonly string[];
}

/** Carries out `tessera migrate rollback`. */
export async function runMigrateRollback(options: RollbackOptions, io: CommandIo): Promise<ExitCode> {
  const { json, dryRun, acceptDataLoss } = options;
  const projectDir = path.resolve(io.cwd, options.project);
  let wasAsked = false;
  const show = (outcome: Outcome<RollbackReport>): Promise<ExitCode> =>
    present(outcome, { projectDir, json, fields, lines: (ended) => describeRollback(ended, wasAsked) }, io);
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
      if (options.yes) return 'yes';
      if (json || io.stdin.isTTY !== true || io.stdout.isTTY !== true) return 'unasked';
      wasAsked = true;
      return await ask(plan, io);
    },
    onEnd: async (ended) => {
      exitCode = await show(ended);
    },
  });
  return exitCode ?? (await show(outcome));
}

function fields(
  { rolledBack, steps }: RollbackReport = { state: 'nothing', rolledBack: [], steps: [] },
): object {
  return {
    rolledBack,
    steps: steps.map(({ step, lost, notRestored }) => ({ id: step.migration.id, lost, notRestored })),
  };
}

async function ask(plan: RollbackReport, io: CommandIo): Promise<'yes' | 'no'> {
  io.stdout.write(`${describePlannedSteps(plan).join('\n')}\n`);
  const { confirm } = await import('@clack/prompts');
  return (await confirm({ message: 'Roll back?', initialValue: false })) === true ? 'yes' : 'no';
}

function readTarget({ to, steps }: RollbackOptions): RollbackTarget | Diagnostic {
  const refuse = (message: string): Diagnostic => ({ code: 'CALL.INVALID', severity: 'error', message });
  if (to !== undefined && steps !== undefined) return refuse('Give either --to or --steps.');
  if (to !== undefined) return { kind: 'to', id: to };
  if (steps === undefined) return { kind: 'steps', steps: 1 };
  return /^[1-9]\d{0,5}$/.test(steps)
    ? { kind: 'steps', steps: Number(steps) }
    : refuse(`--steps takes a whole number from 1 on, not "${steps}".`);
}
