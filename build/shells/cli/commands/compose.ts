import { knownOf, type Outcome } from '../../../diagnostics/outcome.ts';
import { type PipelineReport } from '../../../pipeline/pipeline.ts';
import { canRedraw } from '../can-redraw.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../command.ts';
import { deferOptimising } from '../../../incremental/defer-optimising.ts';
import { present } from '../present.ts';
import { projectCommand, projectDirOf } from '../project-command.ts';
import { formatOption, type ReportFormat } from '../report-format.ts';

interface ComposeOptions extends CommonOptions {
  readonly format?: ReportFormat;
  readonly check: boolean;
  readonly frozen: boolean;
}

export const registerComposeCommand: RegisterCommand = (program, io, exit) => {
  projectCommand(program, 'compose', 'put the schemas of all components together and generate the client')
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

/** Composes a project and presents what came of it. */
export async function compose(options: ComposeOptions, io: CommandIo): Promise<ExitCode> {
  const { json, format, check, frozen } = options;
  const projectDir = projectDirOf(options, io);
  const { composeOnDisk } = await import('../../../use-cases/compose/compose-on-disk.ts');
  const { composeJson } = await import('../../../use-cases/compose/compose-json.ts');
  const { describeComposition } = await import('../../../use-cases/compose/describe-composition.ts');
  const isForPeople = !json && (format ?? 'text') === 'text';
  const spinner =
    isForPeople && canRedraw(io.stderr)
      ? (await import('ora')).default({ text: 'composing', stream: io.stderr }).start()
      : undefined;
  const optimise = deferOptimising();
  const outcome = await composeOnDisk({ projectDir, check, frozen }).finally(() => {
    optimise();
    spinner?.stop();
  });
  const text = (ended: Outcome<PipelineReport>): string => {
    const report = knownOf(ended);
    return report ? describeComposition(report, { check, color: io.stdout.isTTY === true }) : '';
  };
  return await present(outcome, { projectDir, json, format, fields: composeJson, text }, io);
}
