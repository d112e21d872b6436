import { listDeclared } from '../../../model/names/list-declared.ts';
import { done, environmentFault, type Outcome, refused } from '../../../diagnostics/outcome.ts';
import { hasErrors } from '../../../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { composeWith } from '../../../pipeline/project/compose-with.ts';
import { replayOf } from '../check-migrations.ts';
import { type LoadedHistory, withHistory } from '../load-history.ts';
import { withReplayDatabase } from '../replay/replay-database.ts';
import { endStep, finishEarlierStep } from './end-step.ts';
import { expandFile, formatJson } from './expand-record.ts';
import { makeFolders } from './make-folders.ts';
import { nameExpansion } from './name-expansion.ts';
import { planExpand } from './plan-expand.ts';
import { type AnswerFlags, readAnswers } from './recognise/read-answers.ts';
import { readExpansions } from './read-expansions.ts';
import { backfillFile, isInProject, type StepFiles } from './step-files.ts';
import { type StepReport } from './step-report.ts';

export interface ExpandRequest {
  /** Absolute. */
  readonly projectDir: string;
  readonly answers: AnswerFlags;
  /** Of the step. @default by what changes */
  readonly name?: string | undefined;
  readonly dryRun: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Writes the expand step of what the schema asks for: first the journal, then backfills, migration folders, and the authors'
 * schemas last. With a question that is open, `found` asks it.
 */
export async function expandProject(request: ExpandRequest): Promise<Outcome<StepReport>> {
  return await withHistory(request.projectDir, (loaded) => expand(loaded, request));
}

async function expand(loaded: LoadedHistory, request: ExpandRequest): Promise<Outcome<StepReport>> {
  const { config, components, history, projectDir } = loaded;
  const finished = request.dryRun ? undefined : finishEarlierStep(config);
  if (finished) return finished;
  if (hasErrors(history.diagnostics)) return refused(history.diagnostics);
  const { migrations } = history.replay;
  const { expansions, diagnostics } = readExpansions(migrations, projectDir, diskFiles);
  if (diagnostics.length > 0) return refused(diagnostics);
  const declared = listDeclared(components);
  const { answers, diagnostics: misread } = readAnswers(request.answers, declared, config);
  if (misread.length > 0) return environmentFault(misread);

  return await withReplayDatabase(projectDir, request.env, async (target): Promise<Outcome<StepReport>> => {
    const replay = await replayOf(history, (work) => work(target));
    if (!replay.ok) return refused(replay.diagnostics);
    const taken = new Set(expansions.map(({ record }) => record.title));
    const plan = await planExpand({
      history,
      components,
      answers,
      titleOf: (changes) =>
        nameExpansion(
          changes,
          request.name,
          (title) => taken.has(title) || isInProject(config, backfillFile(config, title)),
        ),
      compose: composeWith(config),
      target,
    });
    if (plan === 'nothing') return done({ files: [], kind: 'nothing' });
    if ('diagnostics' in plan) {
      const { diagnostics, questions: [{ choices } = { choices: [] }] = [] } = plan;
      const question = { message: diagnostics[0]?.message ?? '', choices };
      const found: StepReport = { files: [], kind: 'asked', question };
      return choices.length > 0 ? refused(diagnostics, found) : refused(diagnostics);
    }
    const renamesTable = plan.record.changes.some(({ kind }) => kind === 'rename-table');
    const made = await makeFolders({
      project: { ...loaded, model: plan.model },
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
    if (made.folders.length === 0) return refused(made.diagnostics);
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
    const { changes, backfills } = plan.record;
    const end = { command: 'tessera migrate expand', dryRun: request.dryRun, warnings: made.diagnostics };
    return endStep(config, step, { changes, migrations: made.folders, backfills }, end);
  });
}
