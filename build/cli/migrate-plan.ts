import { types } from 'node:util';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors, sortDiagnostics } from '../diagnostics/sort-diagnostics.ts';
import { plainText } from '../diagnostics/plain-text.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { migrateCodes } from '../migrate/migrate-codes.ts';
import { type Allowance, allowedKinds, parseAllowance, unowned } from '../migrate/ownership/allowances.ts';
import { describePlan } from '../migrate/plan/describe-plan.ts';
import { withProjectDatabase } from '../migrate/plan/look-at-database.ts';
import { migrationsSince } from '../migrate/plan/migrations-since.ts';
import { planMarkdown } from '../migrate/plan/plan-markdown.ts';
import { indexesApart } from '../migrate/plan/indexes-apart.ts';
import { planMigrations } from '../migrate/plan/plan-migrations.ts';
import { type PlanReport, reportPlan } from '../migrate/plan/plan-report.ts';
import { replayAndRehearse } from '../migrate/rehearsal/replay-and-rehearse.ts';
import { withReplayDatabase } from '../migrate/replay/replay-database.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { answerFromHistory, type MigrateAnswer, type MigrateLook } from './migrate-look.ts';
import { planJson } from './migrate-plan-json.ts';
import { formatDiagnostics } from '../report/format-diagnostics.ts';
import { type CommonOptions } from './command.ts';

export interface PlanOptions extends CommonOptions {
  readonly markdown: boolean;
  readonly allow: readonly string[];
  readonly base?: string;
}

/** Carries out `tessera migrate plan`. */
export async function planMigrate(options: PlanOptions, io: CommandIo): Promise<ExitCode> {
  const { exitCode, diagnostics, projectDir, result } = await answerFromHistory(options, io, (look) =>
    plan(look, options, io.env),
  );
  if (options.json) {
    io.stdout.write(
      `${JSON.stringify({ ok: exitCode === 0, ...(result ? planJson(result) : {}), diagnostics }, null, 2)}\n`,
    );
    return exitCode;
  }
  // What nobody allowed stands in the plan already, each at its statement.
  const others = diagnostics.filter((one) => !result?.refused.includes(one));
  io.stderr.write(formatDiagnostics(others, { projectDir, color: wantsColor(io.stderr, io.env) }));
  if (!result) return exitCode;
  io.stdout.write(
    options.markdown
      ? planMarkdown(result)
      : describePlan(result, wantsColor(io.stdout, io.env))
          .map((line) => `${line}\n`)
          .join(''),
  );
  return exitCode;
}

/** The plan as `tessera dev` shows it, with the problems that keep it from being whole. */
export async function planText(
  { project }: Pick<PlanOptions, 'project'>,
  io: Pick<CommandIo, 'cwd' | 'env'>,
  color: boolean,
): Promise<string> {
  const { diagnostics, projectDir, result } = await answerFromHistory({ project }, io, (look) =>
    plan(look, { allow: [] }, io.env),
  );
  const others = diagnostics.filter((one) => !result?.refused.includes(one));
  const lines = result ? describePlan(result, color) : [];
  return `${formatDiagnostics(others, { projectDir, color })}${lines.map((line) => `${line}\n`).join('')}`;
}

async function plan(
  look: MigrateLook,
  { allow, base }: Pick<PlanOptions, 'allow' | 'base'>,
  env: NodeJS.ProcessEnv,
): Promise<MigrateAnswer<PlanReport>> {
  const { history, projectDir } = look;
  const allowances = allow.map((text) => readAllowance(text, look));
  const refused = allowances.filter((one) => 'code' in one);
  if (refused.length > 0) return { exitCode: 2, diagnostics: refused };
  const ids = history.migrations.map(({ migration }) => migration.id);
  const { migrationsDir } = look.config;
  const since =
    base === undefined ? undefined : await readBase(ids, { projectDir, migrationsDir, ref: base });
  if (since && 'code' in since) return { exitCode: 2, diagnostics: [since] };
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
      return {
        exitCode: hasErrors(found) ? 1 : unasked.length > 0 ? 2 : 0,
        diagnostics: sortDiagnostics([...found, ...unasked]),
        result: await reportPlan(made, { pending, isNextKnown: replay.ok }, database),
      };
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

function readAllowance(text: string, { history, lock }: MigrateLook): Allowance | Diagnostic {
  const allowance = parseAllowance(text);
  const refuse = (code: string, message: string, hint: string): Diagnostic => ({
    code,
    severity: 'error',
    message,
    hint,
  });
  if (!allowance) {
    return refuse(
      'CALL.INVALID',
      `"${text}" is no <component>:<kind>.`,
      `Take one of these kinds: ${allowedKinds.join(', ')}.`,
    );
  }
  const { component } = allowance;
  if (component === unowned || history.versions.has(component) || lock.has(component)) return allowance;
  return refuse(
    'CALL.UNKNOWN_COMPONENT',
    `There is no component "${component}" in this project.`,
    'Run `tessera component list` to see which there are.',
  );
}

async function readBase(
  ids: readonly string[],
  where: Parameters<typeof migrationsSince>[1],
): Promise<readonly string[] | Diagnostic> {
  try {
    return await migrationsSince(ids, where);
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    return {
      code: 'CALL.INVALID',
      severity: 'error',
      message: `git does not say which migrations "${where.ref}" has: ${plainText(message.trim().split('\n').at(-1) ?? '')}.`,
      hint: 'Name a branch, a tag or a commit that was fetched, for example --base origin/main.',
    };
  }
}
