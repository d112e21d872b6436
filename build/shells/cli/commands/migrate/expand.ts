import { knownOf } from '../../../../diagnostics/outcome.ts';
import { type AnswerFlags } from '../../../../use-cases/migrate/expand/recognise/read-answers.ts';
import { type CommandIo, type CommonOptions, type ExitCode, type RegisterCommand } from '../../command.ts';
import { present } from '../../present.ts';
import { collect, projectCommand, projectDirOf } from '../../project-command.ts';
import { chooseFlag, withFlag } from './choose-flag.ts';

interface ExpandOptions extends CommonOptions, AnswerFlags {
  readonly name?: string;
  readonly dryRun: boolean;
}

export const registerMigrateExpand: RegisterCommand = (migrate, io, exit) => {
  const repeatable = [
    ['--rename <old:new>', 'a column (Model.old:new) or a table (OldTable:NewModel) has another name'],
    ['--split <Model:New>', 'columns that are gone from a model are those of a new one'],
    ['--drop <Model.column>', 'a column that is gone is needed no more'],
    ['--fill <Model.field=SQL>', 'what stands in a new column, in SQL over the columns of the row'],
    ['--back <Model.field=SQL>', 'the way back to the old column; without it the value is cast'],
  ] as const;
  const command = projectCommand(
    migrate,
    'expand',
    'write the migration that lets the running version and the next one use the same database',
  );
  for (const [flag, description] of repeatable) command.option(flag, description, collect, []);
  command
    .option('--name <words>', 'what the migrations are called')
    .option('--dry-run', 'show what would be written', false)
    .action(async (options: ExpandOptions) => {
      exit(await expand(options, io));
    });
};

/** Asks at a terminal what it has to be told first. */
async function expand(options: ExpandOptions, io: CommandIo): Promise<ExitCode> {
  const { expandProject } = await import('../../../../use-cases/migrate/expand/expand-project.ts');
  const { describeStep, stepJson } = await import('../../../../use-cases/migrate/expand/describe-step.ts');
  const { json, name, dryRun } = options;
  const projectDir = projectDirOf(options, io);
  let answers: AnswerFlags = options;
  for (;;) {
    const outcome = await expandProject({ projectDir, answers, name, dryRun, env: io.env });
    const question = knownOf(outcome)?.question;
    const choice = question && !json ? await chooseFlag(question, io) : undefined;
    if (choice === undefined) {
      const lines = () => describeStep('expand', outcome);
      return await present(outcome, { projectDir, json, fields: stepJson, lines }, io);
    }
    answers = withFlag(answers, choice);
  }
}
