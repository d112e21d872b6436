import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { describeStep, type StepLosses } from '../migrate/rollback/show-losses.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { type RollbackOptions } from './migrate-rollback-command.ts';

/** What the command has to say. */
export interface RollbackAnswer {
  readonly exitCode: ExitCode;
  readonly diagnostics?: readonly Diagnostic[];
  /** What was looked at, newest first. */
  readonly steps?: readonly StepLosses[];
  /** Names of the migrations that were reversed, newest first. */
  readonly rolledBack?: readonly string[];
  /** For people. */
  readonly lines?: readonly string[];
}

/** One JSON object, or words. */
export async function printRollback(
  { exitCode, diagnostics = [], steps = [], rolledBack = [], lines = [] }: RollbackAnswer,
  projectDir: string,
  { json }: RollbackOptions,
  io: CommandIo,
): Promise<void> {
  if (json) {
    const told = steps.map(({ step, lost, notRestored }) => ({ id: step.migration.id, lost, notRestored }));
    const answer = { ok: exitCode === 0, rolledBack, steps: told, diagnostics };
    io.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  const { formatDiagnostics } = await import('./print-report.ts');
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  for (const line of lines) io.stdout.write(`${line}\n`);
}

/** The migrations and what each costs, for people. */
export function describeSteps(steps: readonly StepLosses[]): string[] {
  return steps.flatMap((one) => [
    `  ${one.step.migration.id}`,
    ...describeStep(one).map((line) => `      ${line}`),
  ]);
}
