import { diagnosticsOf, knownOf } from '../../../../diagnostics/outcome.ts';
import { wantsColor } from '../../../../diagnostics/wants-color.ts';
import { type CheckOutcome } from '../../../../use-cases/component-test/check-outcome.ts';
import { type ComponentTestReport } from '../../../../use-cases/component-test/test-project-component.ts';
import { type CommonOptions, type RegisterCommand } from '../../command.ts';
import { present, type Presentation } from '../../present.ts';
import { projectCommand, projectDirOf } from '../../project-command.ts';
import { withStopSignal } from '../../with-stop-signal.ts';

/** People hear of each check as it ends. */
export const registerComponentTest: RegisterCommand = (component, io, exit) => {
  projectCommand(
    component,
    'test <name>',
    'boot a component with what it requires alone, run its tests, see whether it behaves',
  ).action(async (name: string, options: CommonOptions) => {
    const { testProjectComponent } =
      await import('../../../../use-cases/component-test/test-project-component.ts');
    const { describeCheck, describeVerdict } =
      await import('../../../../use-cases/component-test/describe-checks.ts');
    const { formatDiagnostics } = await import('../../../report/format-diagnostics.ts');
    const { json } = options;
    const { env } = io;
    const projectDir = projectDirOf(options, io);
    const color = wantsColor(io.stdout, env);
    const onCheck = (check: CheckOutcome): void => {
      if (json) return;
      io.stdout.write(describeCheck(check, color));
      io.stderr.write(formatDiagnostics(check.problems, { projectDir, color: wantsColor(io.stderr, env) }));
    };
    const begin = performance.now();
    const outcome = await withStopSignal((signal) =>
      testProjectComponent({ name, projectDir, env, signal, onCheck }),
    );
    const ms = performance.now() - begin;
    const known = knownOf(outcome) ?? { component: name, checks: [] };
    const hasRun = known.components !== undefined;
    const how: Presentation<ComponentTestReport> = {
      projectDir,
      json,
      fields: () => known,
      text: () => (hasRun ? describeVerdict(name, known.checks, ms, color) : ''),
      // The problems of a check stand below its line already.
      untold: () => (hasRun ? [] : diagnosticsOf(outcome)),
    };
    exit(await present(outcome, how, io));
  });
};
