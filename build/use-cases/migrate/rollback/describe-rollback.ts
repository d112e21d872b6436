import { type Outcome } from '../../../diagnostics/outcome.ts';
import { type RollbackReport } from './roll-back-migrations.ts';
import { describeStepLosses } from './show-losses.ts';

/** How it ended, for people; the plan is part of it unless it was shown before the question. */
export function describeRollback(outcome: Outcome<RollbackReport>, wasAsked: boolean): string[] {
  switch (outcome.kind) {
    case 'done':
      return describeDone(outcome.value, wasAsked);
    case 'partly':
      return ['It is not known whether the rollback was committed.'];
    case 'refused':
    case 'environment':
      return [
        ...(outcome.found && !wasAsked ? describePlannedSteps(outcome.found) : []),
        'Nothing was changed.',
      ];
  }
}

/** The migrations and what each costs. */
export function describePlannedSteps({ target, steps }: RollbackReport): string[] {
  return [
    `To be rolled back in "${target?.database ?? ''}" on ${target?.host ?? ''}:`,
    ...steps.flatMap((one) => [
      `  ${one.step.migration.id}`,
      ...describeStepLosses(one).map((line) => `      ${line}`),
    ]),
  ];
}

function describeDone(report: RollbackReport, wasAsked: boolean): string[] {
  switch (report.state) {
    case 'nothing':
      return ['There is nothing to roll back.'];
    case 'finished-before':
      return ['The rollback that was interrupted is done. To go further back, run the command again.'];
    case 'planned':
      return describePlannedSteps(report);
    case 'rolled-back':
      return [
        ...(wasAsked ? [] : describePlannedSteps(report)),
        `Rolled back: ${report.rolledBack.join(', ')}.`,
        '"npx prisma migrate deploy" applies them again.',
      ];
  }
}

/** The same for programs. */
export function rollbackJson({ rolledBack, steps }: RollbackReport): object {
  return {
    rolledBack,
    steps: steps.map(({ step, lost, notRestored }) => ({ id: step.migration.id, lost, notRestored })),
  };
}
