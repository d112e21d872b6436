import path from 'node:path';
import { types } from 'node:util';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors, sortDiagnostics } from '../diagnostics/sort-diagnostics.ts';
import { plainText } from '../diagnostics/plain-text.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { chooseState, type StateCommand } from '../lifecycle/choose-state.ts';
import { findUsers } from '../lifecycle/find-users.ts';
import { lifecycleCodes } from '../lifecycle/lifecycle-codes.ts';
import { planSchemaChange } from '../lifecycle/plan-schema-change.ts';
import { setState } from '../lifecycle/set-state.ts';
import { type ComponentState, type LockEntries } from '../lock/lock-file.ts';
import { type PipelineReport, runPipeline } from '../pipeline.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from './command.ts';
import { unknownComponent } from './component-look.ts';
import { describeState } from './describe-state.ts';
import { lookAtProject, type ProjectLook } from './look-at-project.ts';
import { formatDiagnostics } from './print-report.ts';

/** What became of the call. */
interface StateOutcome {
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
  readonly change?: StateChangeReport;
}

export interface StateChangeReport {
  readonly component: string;
  readonly from: ComponentState;
  readonly to: ComponentState;
  readonly tables: readonly string[];
  readonly enums: readonly string[];
  /** Files written, and removed. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Of `restore`: the SQL of the next migration; undefined when it could not be worked out. */
  readonly plan?: string;
}

/** Carries out one decision about one component: all of it or, with a problem in the way, nothing. */
export async function changeState(
  command: StateCommand,
  name: string,
  options: CommonOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const { exitCode, diagnostics, change } = await decide(command, name, projectDir, io.env);
  if (options.json) {
    io.stdout.write(`${JSON.stringify({ ok: exitCode === 0, ...change, diagnostics }, null, 2)}\n`);
    return exitCode;
  }
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  const lines = change ? describeState(change) : [`nothing was changed`];
  if (change || exitCode === 1) io.stdout.write(lines.map((line) => `${plainText(line)}\n`).join(''));
  return exitCode;
}

async function decide(
  command: StateCommand,
  name: string,
  projectDir: string,
  env: NodeJS.ProcessEnv,
): Promise<StateOutcome> {
  const { look, diagnostics, exitCode } = await lookAtProject(projectDir);
  if (!look) return { exitCode, diagnostics };
  const state = stateOf(name, look);
  if (state === undefined) return { exitCode: 2, diagnostics: [unknownComponent(name, look)] };
  const to = chooseState(command, name, state);
  if (typeof to !== 'string') return { exitCode: 1, diagnostics: [to] };
  // In the way of a component that goes is only what would be wrong without it.
  const users = command === 'retire' ? findUsers(name, look.components, look.uses) : [];
  if (users.length > 0) return { exitCode: 1, diagnostics: sortDiagnostics(users) };

  const edit = setState(name, to, isSound(name, look, diagnostics) ? look.recorded : look.lock);
  const { config } = look;
  const trial = await runPipeline(config, { check: true, edit });
  if (trial.outcome === 'environment') return { exitCode: 2, diagnostics: trial.diagnostics };
  const found = trial.components.some((one) => one.name === name);
  if (!found && (to === 'enabled' || to === 'disabled')) {
    return { exitCode: 1, diagnostics: [noFolder(name, config.componentsDir), ...othersOf(name, trial)] };
  }
  if (hasErrors(trial.diagnostics)) return { exitCode: 1, diagnostics: trial.diagnostics };

  const isBack = command === 'restore' && state !== to;
  const planned = isBack ? await plan({ ...trial, config }, env) : undefined;
  const done = await runPipeline(config, { edit });
  if (!done.ok) return { exitCode: done.outcome === 'environment' ? 2 : 1, diagnostics: done.diagnostics };
  const { tables = [], enums = [] } = done.lock.get(name) ?? {};
  const { changed, removed } = done;
  return {
    exitCode: 0,
    diagnostics: [...done.diagnostics, ...(planned?.problem ? [planned.problem] : [])],
    change: {
      component: name,
      from: state,
      to,
      tables,
      enums,
      changed,
      removed,
      ...(planned?.sql !== undefined && { plan: planned.sql }),
    },
  };
}

/** What can be read of a component with errors is less than it owns: then the lock knows better, if it knows it. */
function isSound(name: string, look: ProjectLook, diagnostics: readonly Diagnostic[]): boolean {
  const path = look.components.find((one) => one.name === name)?.path;
  const isOfIt = ({ component, location }: Diagnostic): boolean =>
    component === name || (path !== undefined && location?.file.startsWith(`${path}/`) === true);
  return !look.lock.has(name) || !diagnostics.some((one) => one.severity === 'error' && isOfIt(one));
}

/** Undefined: neither the project nor its lock knows the name. */
function stateOf(name: string, { components, recorded }: ProjectLook): ComponentState | undefined {
  return recorded.get(name)?.state ?? (components.some((one) => one.name === name) ? 'enabled' : undefined);
}

function othersOf(name: string, { diagnostics }: PipelineReport): Diagnostic[] {
  return diagnostics
    .filter(({ component }) => component === name)
    .filter(({ code }) => code !== 'COMPONENT.MISSING');
}

function noFolder(name: string, componentsDir: string): Diagnostic {
  return {
    code: lifecycleCodes.noFolder,
    severity: 'error',
    component: name,
    message: `Component "${name}" has no folder ${componentsDir}/${name} and no package in "packages".`,
    hint: `Bring it back first: git log --diff-filter=D -- ${componentsDir}/${name} says which commit removed it, git checkout <commit>~ -- ${componentsDir}/${name} takes it from there.`,
  };
}

/** What cannot be planned is no reason against coming back: nothing is migrated here. */
async function plan(
  project: {
    readonly config: ProjectLook['config'];
    readonly lock: LockEntries;
    readonly schema: PipelineReport['schema'];
  },
  env: NodeJS.ProcessEnv,
): Promise<{ readonly sql?: string; readonly problem?: Diagnostic }> {
  try {
    return { sql: await planSchemaChange(project, env) };
  } catch (error) {
    const reason = types.isNativeError(error) ? error.message : String(error);
    return {
      problem: {
        code: lifecycleCodes.noPlan,
        severity: 'warning',
        message: `What the next migration would do cannot be said: ${reason}`,
        hint: 'npx prisma migrate dev --create-only writes it without running it.',
      },
    };
  }
}
