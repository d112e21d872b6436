import { done, type Outcome, refused } from '../../../diagnostics/outcome.ts';
import { hasErrors } from '../../../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { endStep, finishEarlierStep } from '../expand/end-step.ts';
import { makeFolders } from '../expand/make-folders.ts';
import { type StepReport } from '../expand/step-report.ts';
import { type LoadedHistory, withHistory } from '../load-history.ts';
import { findDrift } from '../replay/find-drift.ts';
import { withReplayDatabase } from '../replay/replay-database.ts';
import { replayHistory } from '../replay/replay-history.ts';
import { describeObstacle, replayTenants } from './check-tenant-models.ts';
import { type TenantGap } from './tenant-gap.ts';

export interface TenantRequest {
  /** Absolute. */
  readonly projectDir: string;
  /** What the migrations are called. @default `tenants` */
  readonly name?: string | undefined;
  readonly dryRun: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Writes what tenant models lack in the database as migrations, with owners and reverse scripts. Applies nothing; with
 * nothing to write it writes nothing.
 */
export async function writeTenantMigrations(request: TenantRequest): Promise<Outcome<StepReport>> {
  return await withHistory(request.projectDir, (loaded) => write(loaded, request));
}

async function write(loaded: LoadedHistory, request: TenantRequest): Promise<Outcome<StepReport>> {
  const { config, history } = loaded;
  const finished = request.dryRun ? undefined : finishEarlierStep(config);
  if (finished) return finished;
  if (hasErrors(history.diagnostics)) return refused(history.diagnostics);
  if (history.tenants.length === 0) return done({ kind: 'nothing', files: [] });

  return await withReplayDatabase(request.projectDir, request.env, async (target) => {
    const replay = await replayHistory(history.replay, target);
    if (!replay.ok) return refused(replay.diagnostics);
    // A table that is not there yet has to be made first.
    const drift = findDrift(replay.next, history, history.versions);
    if (hasErrors(drift)) return refused(drift);
    const { gaps, obstacles } = await replayTenants(history, target);
    if (obstacles.length > 0) return refused(obstacles.map(describeObstacle));
    if (gaps.length === 0) return done({ kind: 'nothing', files: [] });
    const made = await makeFolders({
      project: loaded,
      scripts: arrangeScripts(gaps, request.name ?? 'tenants'),
      reasonFor: () => undefined,
      now: new Date(),
      target,
      files: diskFiles,
    });
    if (made.folders.length === 0) return refused(made.diagnostics);
    const step = {
      folders: made.folders.map(({ id, files }) => ({
        id,
        files: files.map(([name, text]): [string, string] => [name, text]),
      })),
      backfills: [],
      edits: [],
      from: 'original' as const,
      to: 'between' as const,
      gone: [],
    };
    const end = { command: 'tessera migrate tenants', dryRun: request.dryRun, warnings: made.diagnostics };
    return endStep(config, step, { migrations: made.folders }, end);
  });
}

/**
 * One migration for each component and step: first indexes, which let others write, then what holds from now on, then what
 * reads the rows that are there.
 */
function arrangeScripts(gaps: readonly TenantGap[], name: string) {
  const steps = [
    ['index', '_indexes'],
    ['table', ''],
    ['validate', '_validate'],
  ] as const;
  return steps.flatMap(([step, ending]) => {
    const due = gaps.filter((gap) => gap.step === step);
    const components = [...new Set(due.map(({ table }) => table.component))];
    return components.map((component) => ({
      title: `${name}_${component}${ending}`,
      sql: `${due
        .filter(({ table }) => table.component === component)
        .map(({ sql }) => sql)
        .join('\n')}\n`,
    }));
  });
}
