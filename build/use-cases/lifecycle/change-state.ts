import { types } from 'node:util';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  diagnosticsOf,
  done,
  environmentFault,
  knownOf,
  type Outcome,
  partly,
  refused,
  unchanged,
} from '../../diagnostics/outcome.ts';
import { hasErrors, sortDiagnostics } from '../../diagnostics/sort-diagnostics.ts';
import { chooseState, type StateCommand } from './choose-state.ts';
import { findUsers } from './find-users.ts';
import { lifecycleCodes } from './lifecycle-codes.ts';
import { planSchemaChange } from './plan-schema-change.ts';
import { setState } from './set-state.ts';
import { type ComponentState, type LockEntries } from '../../pipeline/lock/lock-file.ts';
import { type PipelineReport, runPipeline } from '../../pipeline/pipeline.ts';
import { type LoadedProject, loadProject } from '../../pipeline/project/load-project.ts';
import { unknownComponent } from '../../pipeline/project/unknown-component.ts';
import { EngineError } from '../../postgres/connection/engine-error.ts';

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
  projectDir: string,
  env: NodeJS.ProcessEnv,
): Promise<Outcome<StateChangeReport>> {
  const loaded = await loadProject(projectDir);
  const project = knownOf(loaded);
  if (!project) return unchanged(loaded);
  const state = stateOf(name, project);
  if (state === undefined) return environmentFault([unknownComponent(name, project)]);
  const to = chooseState(command, name, state);
  if (typeof to !== 'string') return refused([to]);
  // In the way of a component that goes is only what would be wrong without it.
  const users = command === 'retire' ? findUsers(name, project.components, project.uses) : [];
  if (users.length > 0) return refused(sortDiagnostics(users));

  const isRead = isSound(name, project, diagnosticsOf(loaded));
  const edit = setState(name, to, isRead ? project.recorded : project.lock);
  const { config } = project;
  const trial = await runPipeline(config, { check: true, edit });
  if (trial.outcome === 'environment') return environmentFault(trial.diagnostics);
  const found = trial.components.some((one) => one.name === name);
  if (!found && (to === 'enabled' || to === 'disabled')) {
    return refused([noFolder(name, config.componentsDir), ...othersOf(name, trial)]);
  }
  if (hasErrors(trial.diagnostics)) return refused(trial.diagnostics);

  const isBack = command === 'restore' && state !== to;
  const planned = isBack ? await plan({ ...trial, config }, env) : undefined;
  const run = await runPipeline(config, { edit });
  const { tables = [], enums = [] } = run.lock.get(name) ?? {};
  const { changed, removed, diagnostics } = run;
  const change: StateChangeReport = {
    component: name,
    from: state,
    to,
    tables,
    enums,
    changed,
    removed,
    ...(planned?.sql !== undefined && { plan: planned.sql }),
  };
  if (run.ok) return done(change, [...diagnostics, ...(planned?.problem ? [planned.problem] : [])]);
  // The lock and the schema are written before the client is generated.
  if (changed.length + removed.length > 0) {
    return partly(change, ['Generate the client when that is mended: tessera compose.'], diagnostics);
  }
  return run.outcome === 'environment' ? environmentFault(diagnostics) : refused(diagnostics);
}

/** What can be read of a component with errors is less than it owns: then the lock knows better, if it knows it. */
function isSound(name: string, project: LoadedProject, diagnostics: readonly Diagnostic[]): boolean {
  const path = project.components.find((one) => one.name === name)?.path;
  const isOfIt = ({ component, location }: Diagnostic): boolean =>
    component === name || (path !== undefined && location?.file.startsWith(`${path}/`) === true);
  return !project.lock.has(name) || !diagnostics.some((one) => one.severity === 'error' && isOfIt(one));
}

/** Undefined: neither the project nor its lock knows the name. */
function stateOf(name: string, { components, recorded }: LoadedProject): ComponentState | undefined {
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
    readonly config: LoadedProject['config'];
    readonly lock: LockEntries;
    readonly schema: PipelineReport['schema'];
  },
  env: NodeJS.ProcessEnv,
): Promise<{ readonly sql?: string; readonly problem?: Diagnostic }> {
  try {
    return { sql: await planSchemaChange(project, env) };
  } catch (error) {
    const reason = reasonOf(error);
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

function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  if (error instanceof EngineError) {
    const { migration_name: migration, database_error: words } = error.meta;
    if (typeof migration === 'string' && typeof words === 'string') {
      return `migration "${migration}" fails, ${words}`;
    }
  }
  // Behind the first line Prisma's schema engine names its own functions.
  return error.message.split('\n', 1)[0] ?? '';
}
