import path from 'node:path';
import { wantsColor } from '../../../../diagnostics/wants-color.ts';
import { diagnosticsOf, knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { type CheckOutcome } from '../../../../use-cases/component-test/check-outcome.ts';
import {
  type ComponentTestReport,
  testProjectComponent,
} from '../../../../use-cases/component-test/test-project-component.ts';
import { formatDiagnostics } from '../../../report/format-diagnostics.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';
import { formatOutcome, formatVerdict } from './print-component-test.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Carries out `tessera component test`; people hear of each check as it ends. */
export async function runComponentTest(
  name: string,
  { project, json }: CommonOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project);
  const color = wantsColor(io.stdout, io.env);
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  const onCheck = (check: CheckOutcome): void => {
    if (json) return;
    io.stdout.write(formatOutcome(check, color));
    io.stderr.write(formatDiagnostics(check.problems, { projectDir, color: wantsColor(io.stderr, io.env) }));
  };
  for (const signal of signals) process.on(signal, onSignal);
  const begin = performance.now();
  try {
    const outcome = await testProjectComponent({
      name,
      projectDir,
      env: io.env,
      signal: stop.signal,
      onCheck,
    });
    const ms = performance.now() - begin;
    const fields = (known: ComponentTestReport = { component: name, checks: [] }): object => known;
    const text = (ended: Outcome<ComponentTestReport>): string =>
      hasRun(ended) ? formatVerdict(name, knownOf(ended)?.checks ?? [], ms, color) : '';
    return await present(outcome, { projectDir, json, fields, text, untold }, io);
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

function hasRun(outcome: Outcome<ComponentTestReport>): boolean {
  return knownOf(outcome)?.components !== undefined;
}

/** The problems of a check stand below its line already. */
function untold(outcome: Outcome<ComponentTestReport>) {
  return hasRun(outcome) ? [] : diagnosticsOf(outcome);
}
