import { environmentFault, exitCodeOf, type Outcome } from '../../../diagnostics/outcome.ts';
import { wrongCall } from '../../../diagnostics/wrong-call.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../command.ts';
import { present } from '../present.ts';
import { projectCommand, projectDirOf } from '../project-command.ts';
import { formatOption, type ReportFormat } from '../report-format.ts';

interface CheckOptions extends CommonOptions {
  readonly format?: ReportFormat;
  readonly watch: boolean;
  readonly sqlalchemy: boolean;
}

/** `tessera check`: what `compose` would complain about, and nothing else happens. */
export const registerCheckCommand: RegisterCommand = (program, io, exit) => {
  projectCommand(program, 'check', 'report the problems of all components; writes and generates nothing')
    .addOption(formatOption())
    .option(
      '--sqlalchemy',
      'for CI: the SQLAlchemy models on disk have to be those of the schema, too',
      false,
    )
    .option('--watch', 'check again after every change, for editors (text, or one JSON object a line)', false)
    .action(async (options: CheckOptions) => {
      exit(await (options.watch ? watch(options, io) : check(options, io)));
    });
};

async function check(options: CheckOptions, io: CommandIo): Promise<ExitCode> {
  const projectDir = projectDirOf(options, io);
  if (!options.sqlalchemy) {
    const { checkProject } = await import('../../../use-cases/compose/check-project.ts');
    return await presentCheck(await checkProject(projectDir), options, io);
  }
  // The problems of the project; when there are none, those of its files of models.
  const { generateModels } = await import('../../../use-cases/sqlalchemy/generate-models.ts');
  return await presentCheck(await generateModels({ projectDir, check: true }), options, io);
}

async function watch(options: CheckOptions, io: CommandIo): Promise<ExitCode> {
  const { format = options.json ? 'json' : 'text', sqlalchemy } = options;
  const projectDir = projectDirOf(options, io);
  const refuse = (message: string): Promise<ExitCode> =>
    present(
      environmentFault([wrongCall(message)]),
      { projectDir, json: options.json, fields: () => ({}) },
      io,
    );
  if (sqlalchemy) return await refuse('--sqlalchemy is for CI and does not go with --watch.');
  if (format !== 'text' && format !== 'json') {
    return await refuse(`--watch prints text or JSON, not ${format}.`);
  }
  const { watchAndCheck } = await import('../../../use-cases/compose/watch-and-check.ts');
  const { countProblems } = await import('../../../use-cases/compose/count-problems.ts');
  const { untilStopped } = await import('../../dev/until-stopped.ts');
  /** A line before and after each round, for an editor's background problem matcher. */
  const announce = (text: string): void => {
    if (format === 'text') io.stdout.write(`tessera check: ${text}\n`);
  };
  const outcome = await watchAndCheck(
    projectDir,
    untilStopped(() => undefined),
    {
      onBegin: () => {
        announce('begin');
      },
      onEnd: async (checked) => {
        await presentCheck(checked, options, io);
        announce(`end, ${countProblems(checked)}`);
      },
    },
  );
  return outcome.kind === 'done' ? exitCodeOf(outcome) : await presentCheck(outcome, options, io);
}

function presentCheck(outcome: Outcome<unknown>, options: CheckOptions, io: CommandIo): Promise<ExitCode> {
  const { json, format } = options;
  const projectDir = projectDirOf(options, io);
  return present(outcome, { projectDir, json, format, isReport: true, fields: () => ({}) }, io);
}
