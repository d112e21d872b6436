import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../files/disk-files.ts';
import { readBackfills } from '../migrate/backfill/read-backfills.ts';
import { expandCodes } from '../migrate/expand/expand-codes.ts';
import { contractFile, formatJson } from '../migrate/expand/expand-record.ts';
import { lookAtRows, notLooked } from '../migrate/expand/look-at-rows.ts';
import { makeFolders } from '../migrate/expand/make-folders.ts';
import { planContract } from '../migrate/expand/plan-contract.ts';
import { type Expansion, readExpansions } from '../migrate/expand/read-expansions.ts';
import { withProjectDatabase } from '../migrate/plan/look-at-database.ts';
import { withReplayDatabase } from '../migrate/replay/replay-database.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { composeWith } from './compose-with.ts';
import { answerFromHistory, type MigrateAnswer, type MigrateLook } from './migrate-look.ts';
import { backfillFile, finishStep, isThere, listStep, type StepFiles, writeStep } from './step-files.ts';
import { printStep, type StepReport } from './step-report.ts';
import { type CommonOptions } from './command.ts';

/** The flags of `tessera migrate contract`. */
export interface ContractOptions extends CommonOptions {
  readonly dryRun: boolean;
}

/** Writes the contract step of an open expand step. */
export async function runMigrateContract(
  id: string | undefined,
  options: ContractOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const answer = await answerFromHistory(options, io, (look) => contract(look, id, options, io));
  return await printStep('contract', answer, options, io);
}

async function contract(
  look: MigrateLook,
  id: string | undefined,
  { dryRun }: ContractOptions,
  io: CommandIo,
): Promise<MigrateAnswer<StepReport>> {
  const { config, components, history, projectDir } = look;
  const finished = dryRun ? undefined : finishStep(config);
  if (finished) return { exitCode: 0, diagnostics: [], result: { files: finished, kind: 'finished' } };
  if (hasErrors(history.diagnostics)) return { exitCode: 1, diagnostics: history.diagnostics };
  const { migrations, migrationsDir } = history.replay;
  const { expansions, diagnostics } = readExpansions(migrations, projectDir, diskFiles);
  if (diagnostics.length > 0) return { exitCode: 1, diagnostics };
  const authored = new Map(
    components.flatMap(({ schemas }) => schemas.map(({ file, text }) => [file, text])),
  );
  const expansion = choose(id, expansions);
  if ('code' in expansion) return { exitCode: 2, diagnostics: [expansion] };

  const { backfills, diagnostics: broken } = await readBackfills(config, diskFiles);
  if (hasErrors(broken)) return { exitCode: 1, diagnostics: broken };
  const rows = await withProjectDatabase({ projectDir, migrationsDir }, io.env, (database) =>
    'reason' in database
      ? Promise.resolve([notLooked(database.reason)])
      : lookAtRows(database, expansion, backfills),
  );
  if (hasErrors(rows)) return { exitCode: 1, diagnostics: rows };

  return await withReplayDatabase(projectDir, io.env, async (target): Promise<MigrateAnswer<StepReport>> => {
    const plan = await planContract({
      history,
      expansion,
      texts: authored,
      compose: composeWith(config),
      target,
    });
    if ('diagnostics' in plan) return { exitCode: 1, diagnostics: [...rows, ...plan.diagnostics] };
    const closes = formatJson({ contractVersion: 1, closes: expansion.migration.id });
    const isLast = (title: string): boolean => title === `${expansion.record.title}_contract`;
    const made = await makeFolders({
      project: { ...look, schema: plan.schema.map(([file, text]) => ({ path: file, text })) },
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
    if (made.folders.length === 0) return { exitCode: 1, diagnostics: made.diagnostics };
    const gone = expansion.record.backfills.map((name) => backfillFile(config, name));
    const removed = gone.filter((file) => isThere(config, file));
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
    const files = dryRun ? listStep(config, step) : writeStep(config, step);
    return {
      exitCode: 0,
      diagnostics: [...rows, ...made.diagnostics],
      result: {
        files,
        kind: dryRun ? 'dry-run' : 'written',
        changes: expansion.record.changes,
        migrations: made.folders,
        removed,
      },
    };
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
