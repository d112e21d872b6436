import path from 'node:path';
import { diagnosticsOf, exitCodeOf } from '../../../diagnostics/outcome.ts';
import { wantsColor } from '../../../diagnostics/wants-color.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../command.ts';
import { formatForTool, formatOption, type ReportFormat } from '../report-format.ts';
import { type CheckResult } from '../check-project.ts';

interface CheckOptions extends CommonOptions {
  readonly format?: ReportFormat;
  readonly watch: boolean;
  readonly sqlalchemy: boolean;
}

/** `tessera check`: what `compose` would complain about, and nothing else happens. */
export const registerCheckCommand: RegisterCommand = (program, io, exit) => {
  program
    .command('check')
    .description('report the problems of all components; writes and generates nothing')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .addOption(formatOption())
    .option(
      '--sqlalchemy',
      'for CI: the SQLAlchemy models on disk have to be those of the schema, too',
      false,
    )
    .option('--watch', 'check again after every change, for editors (text, or one JSON object a line)', false)
    .addHelpText(
      'after',
      '\nExamples:\n  tessera check\n  tessera check --watch\n  tessera check --format github\n  tessera check --format sarif > tessera.sarif',
    )
    .action(async (options: CheckOptions) => {
      exit(await check(options, io));
    });
};

async function check(options: CheckOptions, io: CommandIo): Promise<ExitCode> {
  const format = options.format ?? (options.json ? 'json' : 'text');
  const projectDir = path.resolve(io.cwd, options.project);
  const { checkProject } = await import('../check-project.ts');
  if (!options.watch) {
    const result = options.sqlalchemy ? await checkWithModels(projectDir) : await checkProject(projectDir);
    io.stdout.write(await print(result, format, projectDir, io));
    return result.exitCode;
  }
  if (options.sqlalchemy) {
    io.stderr.write('--sqlalchemy is for CI and does not go with --watch.\n');
    return 2;
  }
  if (format === 'github' || format === 'sarif') {
    io.stderr.write(`--watch prints text or JSON, not ${format}.\n`);
    return 2;
  }
  const { watchAndCheck } = await import('./watch-and-check.ts');
  return watchAndCheck(projectDir, {
    print: (result) => print(result, format, projectDir, io),
    announce: format === 'text',
    stdout: io.stdout,
  });
}

/** The problems of the project; when there are none, those of its files of models. */
async function checkWithModels(projectDir: string): Promise<CheckResult> {
  const { generateModels } = await import('../../../use-cases/sqlalchemy/generate-models.ts');
  const outcome = await generateModels({ projectDir, check: true });
  return { diagnostics: diagnosticsOf(outcome), exitCode: exitCodeOf(outcome) };
}

async function print(
  { diagnostics, exitCode }: CheckResult,
  format: ReportFormat,
  projectDir: string,
  io: CommandIo,
): Promise<string> {
  if (format === 'json') return `${JSON.stringify({ ok: exitCode === 0, diagnostics })}\n`;
  if (format !== 'text') return formatForTool(format, diagnostics, projectDir, io.env);
  const { formatDiagnostics } = await import('../../report/format-diagnostics.ts');
  return formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stdout, io.env) });
}
