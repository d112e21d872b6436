import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, refused } from '../../../diagnostics/outcome.ts';
import { plainText } from '../../../diagnostics/plain-text.ts';
import { hasErrors, sortDiagnostics } from '../../../diagnostics/sort-diagnostics.ts';
import { type LoadedHistory, withHistory } from '../load-history.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type Allowance, allowedKinds, parseAllowance, unowned } from '../ownership/allowances.ts';
import { replayAndRehearse } from '../rehearsal/replay-and-rehearse.ts';
import { withReplayDatabase } from '../replay/replay-database.ts';
import { indexesApart } from './indexes-apart.ts';
import { type TouchedTable, withProjectDatabase } from './look-at-database.ts';
import { migrationsSince } from './migrations-since.ts';
import { planMigrations } from './plan-migrations.ts';
import { type PlanReport, reportPlan } from './plan-report.ts';

export interface PlanRequest {
  /** Absolute. */
  readonly projectDir: string;
  /** As typed: `component:kind`. */
  readonly allow: readonly string[];
  /** A branch, tag or commit; the committed migrations that it lacks are planned. @default those the database lacks */
  readonly base?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** What the next migrations do, statement by statement, and to whom. Nothing is changed. */
export async function planProject(request: PlanRequest): Promise<Outcome<PlanReport>> {
  return await withHistory(request.projectDir, (loaded) => plan(loaded, request));
}

async function plan(loaded: LoadedHistory, { allow, base, env }: PlanRequest): Promise<Outcome<PlanReport>> {
  const { history, projectDir } = loaded;
  const allowances = allow.map((text) => readAllowance(text, loaded));
  const wrong = allowances.filter((one) => 'code' in one);
  if (wrong.length > 0) return environmentFault(wrong);
  const ids = history.migrations.map(({ migration }) => migration.id);
  const { migrationsDir } = loaded.config;
  const since =
    base === undefined ? undefined : await readBase(ids, { projectDir, migrationsDir, ref: base, env });
  if (since && 'code' in since) return environmentFault([since]);
  // A history that cannot be read, or replayed, still has statements to show.
  const { replay, rehearsal } = hasErrors(history.diagnostics)
    ? { replay: { ok: false as const, diagnostics: [] }, rehearsal: undefined }
    : await replayAndRehearse(history, (work) => withReplayDatabase(projectDir, env, work));
  return await withProjectDatabase(
    { projectDir, migrationsDir: history.replay.migrationsDir },
    env,
    async (database) => {
      const pending = since ?? ('state' in database ? database.state.pending : []);
      const made = planMigrations(history, {
        pending,
        ...(replay.ok ? await indexesApart(replay.next, rehearsal, database) : { next: undefined }),
        ...(rehearsal ? { rehearsal } : {}),
        allowances: allowances.flatMap((one) => ('code' in one ? [] : [one])),
      });
      const found = [
        ...history.diagnostics,
        ...(replay.ok ? [] : replay.diagnostics),
        ...(rehearsal?.reasons.values() ?? []),
        ...made.refused,
      ];
      const unasked =
        since || !('reason' in database) || !database.isNamed ? [] : [notAsked(database.reason)];
      const tenantTableOf = ({ schema = history.config.defaultSchema, name }: TouchedTable) =>
        history.tenants.find((one) => one.schema === schema && one.name === name);
      const report = await reportPlan(made, { pending, isNextKnown: replay.ok, tenantTableOf }, database);
      const problems = sortDiagnostics([...found, ...unasked]);
      if (hasErrors(found)) return refused(problems, report);
      return unasked.length > 0 ? environmentFault(problems, report) : done(report, problems);
    },
  );
}

/** What is still to run there is not known, and must not pass for nothing. */
function notAsked(reason: string): Diagnostic {
  return {
    code: migrateCodes.noServer,
    severity: 'error',
    message: `The database of the project cannot be asked which committed migrations it lacks: ${reason}`,
    hint: 'Start it or correct its URL; where there is none to ask, name the branch that the migrations are added to: --base origin/main.',
  };
}

function readAllowance(text: string, { history, lock }: LoadedHistory): Allowance | Diagnostic {
  const allowance = parseAllowance(text);
  const refusal = (code: string, message: string, hint: string): Diagnostic => ({
    code,
    severity: 'error',
    message,
    hint,
  });
  if (!allowance) {
    return refusal(
      'CALL.INVALID',
      `"${text}" is no <component>:<kind>.`,
      `Take one of these kinds: ${allowedKinds.join(', ')}.`,
    );
  }
  const { component } = allowance;
  if (component === unowned || history.versions.has(component) || lock.has(component)) return allowance;
  return refusal(
    'CALL.UNKNOWN_COMPONENT',
    `There is no component "${component}" in this project.`,
    'Run `tessera component list` to see which there are.',
  );
}

async function readBase(
  ids: readonly string[],
  where: Parameters<typeof migrationsSince>[1],
): Promise<readonly string[] | Diagnostic> {
  const since = await migrationsSince(ids, where);
  if (!('refusal' in since)) return since;
  const reason = plainText(since.refusal.trim().split('\n').at(-1) ?? '');
  return {
    code: 'CALL.INVALID',
    severity: 'error',
    message: `git does not say which migrations "${where.ref}" has: ${reason}.`,
    hint: 'Name a branch, a tag or a commit that was fetched, for example --base origin/main.',
  };
}
