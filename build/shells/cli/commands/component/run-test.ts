import path from 'node:path';
import { type CheckOutcome, TestSetupError } from '../../../../use-cases/component-test/check-outcome.ts';
import { chooseComponents } from '../../../../use-cases/component-test/choose-components.ts';
import { testComponent } from '../../../../use-cases/component-test/test-component.ts';
import { loadProjectConfig } from '../../../../config/load-project-config.ts';
import { DatabaseError } from '../../../../postgres/embedded/database-error.ts';
import { type Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { wantsColor } from '../../../../diagnostics/wants-color.ts';
import { runPipeline } from '../../../../pipeline/pipeline.ts';
import { missingProject } from '../../check-project.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { formatOutcome, formatVerdict } from './print-component-test.ts';
import { formatDiagnostics } from '../../../report/format-diagnostics.ts';

/** Tests one component and tells each check as it ends. */
export async function runComponentTest(
  name: string,
  { project, json }: CommonOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project);
  const color = !json && wantsColor(io.stdout, io.env);
  const checks: CheckOutcome[] = [];
  const printJson = (more: object): void => {
    const ok = checks.length > 0 && checks.every((check) => check.ok);
    io.stdout.write(`${JSON.stringify({ ok, component: name, checks, ...more }, null, 2)}\n`);
  };
  const show = (problems: readonly Diagnostic[]): string =>
    formatDiagnostics(problems, { projectDir, color: !json && wantsColor(io.stderr, io.env) });
  const refuse = (message: string, hint?: string): ExitCode => {
    if (json) printJson({ ok: false, message, hint });
    else io.stderr.write(`${message}\n${hint === undefined ? '' : `  hint: ${hint}\n`}`);
    return 2;
  };

  const missing = missingProject(projectDir);
  if (missing) return refuse(`"${project}" is not a folder.`);
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) {
    if (json) printJson({ ok: false, diagnostics: loaded.diagnostics });
    else io.stderr.write(show(loaded.diagnostics));
    return 1;
  }
  const chosen = chooseComponents(loaded.config, name);
  if (!chosen.ok) return refuse(chosen.message, chosen.hint);

  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const begin = performance.now();
  try {
    await testComponent({
      ...chosen,
      config: loaded.config,
      env: io.env,
      compose: (config) => runPipeline(config),
      signal: stop.signal,
      report(outcome) {
        checks.push(outcome);
        if (json) return;
        io.stdout.write(formatOutcome(outcome, color));
        io.stderr.write(show(outcome.problems));
      },
    });
  } catch (error) {
    if (stop.signal.aborted) return refuse('Stopped: nothing is left of the run.');
    if (error instanceof TestSetupError || error instanceof DatabaseError) {
      return refuse(error.message, error.hint);
    }
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
  if (json) printJson({ components: chosen.components.map((one) => one.name) });
  else io.stdout.write(formatVerdict(name, checks, performance.now() - begin, color));
  return checks.every(({ ok }) => ok) ? 0 : 1;
}
