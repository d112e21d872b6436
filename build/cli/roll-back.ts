import { diskFiles } from '../files/disk-files.ts';
import { lookAtHistory } from '../migrate/look-at-history.ts';
import { readMigrations } from '../migrate/read-migrations.ts';
import { forgetIntent, stepsLeft, writeIntent } from '../migrate/rollback/interrupted-rollback.ts';
import { readRecords } from '../migrate/rollback/migration-records.ts';
import { planRollback, type RollbackTarget } from '../migrate/rollback/plan-rollback.ts';
import { runRollback } from '../migrate/rollback/run-rollback.ts';
import { findStepLosses, refuseLosses, type StepLosses } from '../migrate/rollback/show-losses.ts';
import { type Session } from '../schema-engine/open-session.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { type ProjectLook } from './look-at-project.ts';
import { type RollbackOptions } from './migrate-rollback-command.ts';
import { describeSteps, type RollbackAnswer } from './rollback-report.ts';

/** A rollback on a database that may be changed. */
export interface RollbackCall {
  readonly session: Session;
  readonly look: ProjectLook;
  readonly target: RollbackTarget;
  readonly options: RollbackOptions;
  readonly io: CommandIo;
  readonly tell: (answer: RollbackAnswer) => Promise<ExitCode>;
}

/** From what is applied to what was reversed; asks in between. */
export async function rollBack({
  session,
  look,
  target,
  options,
  io,
  tell,
}: RollbackCall): Promise<ExitCode> {
  const { config } = look;
  const records = await readRecords(session);
  const left = target.kind === 'steps' ? await stepsLeft(session, records, target.steps) : undefined;
  if (left === 0) {
    const done = 'The rollback that was interrupted is done. To go further back, run the command again.';
    const exitCode = await tell({ exitCode: 0, lines: [done] });
    await forgetIntent(session);
    return exitCode;
  }
  const { migrations, diagnostics } = readMigrations(config, diskFiles);
  const plan = await planRollback(config.projectDir, records, migrations, diskFiles, target);
  if (!plan.ok) return tell({ exitCode: 1, diagnostics: [...diagnostics, ...plan.diagnostics] });
  if (plan.steps.length === 0) return tell({ exitCode: 0, lines: ['There is nothing to roll back.'] });

  // The history also knows whose a table was that is gone by now.
  const { owners } = await lookAtHistory(look, diskFiles);
  const steps = await findStepLosses(session, plan.steps, owners);
  const shown = [
    `To be rolled back in "${session.target.database}" on ${session.target.host}:`,
    ...describeSteps(steps),
  ];
  const refused = refuseLosses(steps, options.acceptDataLoss);
  if (refused.length > 0) return tell({ exitCode: 1, diagnostics: refused, steps, lines: shown });
  if (options.dryRun) return tell({ exitCode: 0, steps, lines: shown });
  const answer = options.yes ? 'yes' : await ask(shown, options, io);
  if (answer !== 'yes') return tell(answer === 'no' ? unchanged : { ...unasked, steps, lines: shown });

  const from = records.map(({ name }) => name);
  if (target.kind === 'steps') await writeIntent(session, { steps: target.steps, from });
  const losses = steps.flatMap(({ lost }) => lost);
  const outcome = await runRollback(session, { steps: plan.steps, applied: from, losses });
  const exitCode = await tell(
    outcome.state === 'done'
      ? report(steps, options.yes ? shown : [])
      : { exitCode: 1, diagnostics: [outcome.diagnostic], steps },
  );
  if (target.kind === 'steps' && outcome.state !== 'unknown') {
    // Not before it was said: a call that is killed has told nobody that it is done. Kept, it does no harm.
    await forgetIntent(session).catch(() => undefined);
  }
  return exitCode;
}

function report(steps: readonly StepLosses[], shown: readonly string[]): RollbackAnswer {
  const rolledBack = steps.map(({ step }) => step.migration.id);
  const lines = [
    ...shown,
    `Rolled back: ${rolledBack.join(', ')}.`,
    '"npx prisma migrate deploy" applies them again.',
  ];
  return { exitCode: 0, steps, rolledBack, lines };
}

async function ask(
  shown: readonly string[],
  { json }: RollbackOptions,
  io: CommandIo,
): Promise<'yes' | 'no' | 'nobody'> {
  if (json || io.stdin.isTTY !== true || io.stdout.isTTY !== true) return 'nobody';
  io.stdout.write(`${shown.join('\n')}\n`);
  const { confirm } = await import('@clack/prompts');
  return (await confirm({ message: 'Roll back?', initialValue: false })) === true ? 'yes' : 'no';
}

const unchanged: RollbackAnswer = { exitCode: 1, lines: ['Nothing was changed.'] };
const unasked: RollbackAnswer = {
  exitCode: 2,
  diagnostics: [
    {
      code: 'CALL.INVALID',
      severity: 'error',
      message: 'There is nobody to ask whether to roll back.',
      hint: 'Confirm with --yes.',
    },
  ],
};
