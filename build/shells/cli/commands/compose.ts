import { statSync } from 'node:fs';
import path from 'node:path';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { wantsColor } from '../../../diagnostics/wants-color.ts';
import { canRedraw } from '../can-redraw.ts';
import { composeReport, failedReport } from '../compose-report.ts';
import { formatForTool, formatOption, type ReportFormat } from '../report-format.ts';
import { deferOptimising } from '../defer-optimising.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../command.ts';

interface ComposeOptions extends CommonOptions {
  readonly format?: ReportFormat;
  readonly check: boolean;
  readonly frozen: boolean;
}

export const registerComposeCommand: RegisterCommand = (program, io, exit) => {
  program
    .command('compose')
    .description('put the schemas of all components together and generate the client')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .addOption(formatOption())
    .option('--check', 'write nothing; exit 1 if anything would change', false)
    .option(
      '--frozen',
      'for CI: exit 1 and write nothing if components.lock.json is not as the components are',
      false,
    )
    .action(async (options: ComposeOptions) => {
      exit(await compose(options, io));
    });
};

async function compose(options: ComposeOptions, io: CommandIo): Promise<ExitCode> {
  const { project, check, frozen } = options;
  const format = options.format ?? (options.json ? 'json' : 'text');
  const json = format === 'json';
  const projectDir = path.resolve(io.cwd, project);
  const color = format === 'text' && wantsColor(io.stderr, io.env);
  const fail = async (diagnostics: readonly Diagnostic[], code: ExitCode): Promise<ExitCode> => {
    if (json) io.stdout.write(`${JSON.stringify(failedReport(diagnostics), null, 2)}\n`);
    else if (format !== 'text') io.stdout.write(await formatForTool(format, diagnostics, projectDir, io.env));
    else {
      const { formatDiagnostics } = await import('../../report/format-diagnostics.ts');
      io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color }));
    }
    return code;
  };

  if (!statSync(projectDir, { throwIfNoEntry: false })?.isDirectory()) {
    return fail(
      [{ code: 'CALL.NO_PROJECT', severity: 'error', message: `"${project}" is not a folder.` }],
      2,
    );
  }
  const [{ loadProjectConfig }, { runPipeline }, { formatDiagnostics }, { formatSummary }] =
    await Promise.all([
      import('../../../config/load-project-config.ts'),
      import('../../../pipeline/pipeline.ts'),
      import('../../report/format-diagnostics.ts'),
      import('../format-summary.ts'),
    ]);
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return fail(loaded.diagnostics, 1);
  const spinner =
    format === 'text' && canRedraw(io.stderr)
      ? (await import('ora')).default({ text: 'composing', stream: io.stderr })
      : undefined;
  spinner?.start();
  const optimise = deferOptimising();
  const report = await runPipeline(loaded.config, { check, lock: frozen ? 'frozen' : 'write' }).finally(
    () => {
      optimise();
      spinner?.stop();
    },
  );
  if (json) io.stdout.write(`${JSON.stringify(composeReport(report), null, 2)}\n`);
  else if (format !== 'text') {
    io.stdout.write(await formatForTool(format, report.diagnostics, projectDir, io.env));
  } else {
    io.stderr.write(formatDiagnostics(report.diagnostics, { projectDir, color }));
    io.stdout.write(formatSummary(report, { check, color: io.stdout.isTTY === true }));
  }
  if (report.outcome === 'environment') return 2;
  const wouldChange = report.changed.length + report.removed.length > 0 || report.generated;
  return !report.ok || (check && wouldChange) ? 1 : 0;
}
