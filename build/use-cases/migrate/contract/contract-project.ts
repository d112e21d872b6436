import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { environmentFault, type Outcome, refused } from '../../../diagnostics/outcome.ts';
import { hasErrors } from '../../../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { composeWith } from '../../../pipeline/project/compose-with.ts';
import { readBackfills } from '../backfill/read-backfills.ts';
import { endStep, finishEarlierStep } from '../expand/end-step.ts';
import { expandCodes } from '../expand/expand-codes.ts';
import { contractFile, formatJson } from '../expand/expand-record.ts';
import { lookAtRows, notLooked } from './look-at-rows.ts';
import { makeFolders } from '../expand/make-folders.ts';
import { planContract } from './plan-contract.ts';
import { type Expansion, readExpansions } from '../expand/read-expansions.ts';
import { backfillFile, isInProject, type StepFiles } from '../expand/step-files.ts';
import { type StepReport } from '../expand/step-report.ts';
import { type LoadedHistory, withHistory } from '../load-history.ts';
import { withProjectDatabase } from '../plan/look-at-database.ts';
import { withReplayDatabase } from '../replay/replay-database.ts';

export interface ContractRequest {
  /** Absolute. */
  readonly projectDir: string;
  /** The expand migration to be closed. @default the only open one */
  readonly id?: string | undefined;
  readonly dryRun: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** Writes the contract step of an open expand step. */
export async function contractProject(request: ContractRequest): Promise<Outcome<StepReport>> {
  return await withHistory(request.projectDir, (loaded) => contract(loaded, request));
}

async function contract(
  loaded: LoadedHistory,
  { id, dryRun, env }: ContractRequest,
): Promise<Outcome<StepReport>> {
  const { config, components, history, projectDir } = loaded;
  const finished = dryRun ? undefined : finishEarlierStep(config);
  if (finished) return finished;
  if (hasErrors(history.diagnostics)) return refused(history.diagnostics);
  const { migrations, migrationsDir } = history.replay;
  const { expansions, diagnostics } = readExpansions(migrations, projectDir, diskFiles);
  if (diagnostics.length > 0) return refused(diagnostics);
  const authored = new Map(
    components.flatMap(({ schemas }) => schemas.map(({ file, text }) => [file, text])),
  );
  const expansion = choose(id, expansions);
  if ('code' in expansion) return environmentFault([expansion]);

  const { backfills, diagnostics: broken } = await readBackfills(config, diskFiles);
  if (hasErrors(broken)) return refused(broken);
  const rows = await withProjectDatabase({ projectDir, migrationsDir }, env, (database) =>
    'reason' in database
      ? Promise.resolve([notLooked(database.reason)])
      : lookAtRows(database, expansion, backfills),
  );
  if (hasErrors(rows)) return refused(rows);

  return await withReplayDatabase(projectDir, env, async (target): Promise<Outcome<StepReport>> => {
    const plan = await planContract({
      history,
      expansion,
      texts: authored,
      compose: composeWith(config),
      target,
    });
    if ('diagnostics' in plan) return refused([...rows, ...plan.diagnostics]);
    const closes = formatJson({ contractVersion: 1, closes: expansion.migration.id });
    const isLast = (title: string): boolean => title === `${expansion.record.title}_contract`;
    const made = await makeFolders({
      project: { ...loaded, model: plan.model },
      scripts: plan.scripts.map((script) =>
        isLast(script.title) ? { ...script, beside: [[contractFile, closes]] } : script,
      ),
      reasonFor: (kind) =>
        kind === 'data-in-migration'
          ? 'Fills only what no backfill has filled: nothing, where it ran.'
          : `Ends ${expansion.migration.id}: no version that runs uses it any more.`,
      now: new Date(),
      target,
      files: diskFiles,
    });
    if (made.folders.length === 0) return refused(made.diagnostics);
    const gone = expansion.record.backfills.map((name) => backfillFile(config, name));
    const removed = gone.filter((file) => isInProject(config, file));
    const step: StepFiles = {
      folders: made.folders.map(({ id, files }) => ({
        id,
        files: files.map(([name, text]) => [name, text]),
      })),
      backfills: [],
      edits: expansion.record.edits,
      from: 'between',
      to: 'final',
      gone: removed,
    };
    const { changes } = expansion.record;
    const warnings = [...rows, ...made.diagnostics];
    const end = { command: 'tessera migrate contract', dryRun, warnings };
    return endStep(config, step, { changes, migrations: made.folders, removed }, end);
  });
}

/** The one that is named, or the only one that is open. */
function choose(id: string | undefined, expansions: readonly Expansion[]): Expansion | Diagnostic {
  const open = expansions.filter(({ closedBy }) => closedBy === undefined);
  const found = id === undefined ? open : open.filter(({ migration }) => migration.id === id);
  const [only, second] = found;
  if (only && !second) return only;
  const calls = open.map(({ migration }) => `tessera migrate contract ${migration.id}`);
  const closed = expansions.find(({ migration }) => migration.id === id)?.closedBy;
  return {
    code: second ? expandCodes.stillOpen : expandCodes.nothingOpen,
    severity: 'error',
    message: second
      ? `${String(found.length)} expand steps are open.`
      : closed !== undefined
        ? `"${String(id)}" is closed by "${closed}" already.`
        : id === undefined
          ? 'No expand step is open.'
          : `There is no open expand step "${id}".`,
    ...(calls.length > 0 ? { hint: `Name it: ${calls.join(', or ')}.` } : {}),
  };
}
