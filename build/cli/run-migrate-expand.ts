import { listDeclared } from '../compose/names/list-declared.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../files/disk-files.ts';
import { expandFile, formatJson } from '../migrate/expand/expand-record.ts';
import { makeFolders } from '../migrate/expand/make-folders.ts';
import { nameExpansion } from '../migrate/expand/name-expansion.ts';
import { planExpand } from '../migrate/expand/plan-expand.ts';
import { readAnswers } from '../migrate/expand/read-answers.ts';
import { readExpansions } from '../migrate/expand/read-expansions.ts';
import { replayOf } from '../migrate/check-migrations.ts';
import { withReplayDatabase } from '../migrate/replay/replay-database.ts';
import { chooseFlag, withFlag } from './choose-flag.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { composeWith } from './compose-with.ts';
import { answerFromHistory, type MigrateAnswer, type MigrateLook } from './migrate-look.ts';
import { printStep, type StepReport } from './step-report.ts';
import { backfillFile, finishStep, isThere, listStep, type StepFiles, writeStep } from './step-files.ts';
import {} from './command.ts';
import { type ExpandOptions } from './expand-options.ts';

/** Writes the expand step of what the schema asks for, or says what it has to be told first. */
export async function runMigrateExpand(options: ExpandOptions, io: CommandIo): Promise<ExitCode> {
  let asked = options;
  for (;;) {
    const answer = await answerFromHistory(asked, io, (look) => expand(look, asked, io));
    const { question } = answer.result ?? {};
    const choice = question && !options.json ? await chooseFlag(question, io) : undefined;
    if (choice === undefined) return await printStep('expand', answer, options, io);
    asked = withFlag(asked, choice);
  }
}

async function expand(
  look: MigrateLook,
  options: ExpandOptions,
  io: CommandIo,
): Promise<MigrateAnswer<StepReport>> {
  const { config, components, history, projectDir } = look;
  const finished = options.dryRun ? undefined : finishStep(config);
  if (finished) return { exitCode: 0, diagnostics: [], result: { files: finished, kind: 'finished' } };
  if (hasErrors(history.diagnostics)) return { exitCode: 1, diagnostics: history.diagnostics };
  const { migrations } = history.replay;
  const { expansions, diagnostics } = readExpansions(migrations, projectDir, diskFiles);
  if (diagnostics.length > 0) return { exitCode: 1, diagnostics };
  const declared = listDeclared(components);
  const { answers, diagnostics: misread } = readAnswers(options, declared, config);
  if (misread.length > 0) return { exitCode: 2, diagnostics: misread };

  return await withReplayDatabase(projectDir, io.env, async (target): Promise<MigrateAnswer<StepReport>> => {
    const replay = await replayOf(history, (work) => work(target));
    if (!replay.ok) return { exitCode: 1, diagnostics: replay.diagnostics };
    const taken = new Set(expansions.map(({ record }) => record.title));
    const plan = await planExpand({
      history,
      components,
      answers,
      titleOf: (changes) =>
        nameExpansion(
          changes,
          options.name,
          (title) => taken.has(title) || isThere(config, backfillFile(config, title)),
        ),
      compose: composeWith(config),
      target,
    });
    if (plan === 'nothing') return { exitCode: 0, diagnostics: [], result: { files: [], kind: 'nothing' } };
    if ('diagnostics' in plan) {
      const { diagnostics, questions: [{ choices } = { choices: [] }] = [] } = plan;
      const question = { message: diagnostics[0]?.message ?? '', choices };
      const asks = choices.length > 0;
      return {
        exitCode: 1,
        diagnostics,
        ...(asks ? { result: { files: [], kind: 'asked', question } } : {}),
      };
    }
    const renamesTable = plan.record.changes.some(({ kind }) => kind === 'rename-table');
    const made = await makeFolders({
      project: { ...look, schema: plan.schema.map(([file, text]) => ({ path: file, text })) },
      scripts: plan.scripts.map((script, at) => ({
        ...script,
        beside: at === 0 ? [[expandFile, formatJson(plan.record)]] : [],
      })),
      reasonFor: (kind) =>
        renamesTable && (kind === 'rename-table' || kind === 'not-judged')
          ? 'A view keeps the old name, with the rights of the table, until contract.'
          : undefined,
      now: new Date(),
      target,
      files: diskFiles,
    });
    if (made.folders.length === 0) return { exitCode: 1, diagnostics: made.diagnostics };
    const step: StepFiles = {
      folders: made.folders.map(({ id, files }) => ({
        id,
        files: files.map(([name, text]) => [name, text]),
      })),
      backfills: plan.backfills.map(({ name, text }) => [backfillFile(config, name), text]),
      edits: plan.record.edits,
      from: 'original',
      to: 'between',
      gone: [],
    };
    const files = options.dryRun ? listStep(config, step) : writeStep(config, step);
    return {
      exitCode: 0,
      diagnostics: made.diagnostics,
      result: {
        files,
        kind: options.dryRun ? 'dry-run' : 'written',
        changes: plan.record.changes,
        migrations: made.folders,
        backfills: plan.record.backfills,
      },
    };
  });
}
