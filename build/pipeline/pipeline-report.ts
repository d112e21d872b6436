import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort-diagnostics.ts';
import { type ComposedModel, emptyModel } from '../model/composed-model.ts';
import { type DiscoveredComponent } from '../model/discovered-component.ts';
import { type SchemaFile } from '../model/schema-file.ts';
import { type ComponentSources } from './discover/read-sources.ts';
import { type ComponentUse } from './graph/component-uses.ts';
import { lockStates } from './lock/lock-change.ts';
import { type ComponentState, type LockEntries } from './lock/lock-file.ts';
import { type PreparedRun } from './prepared-run.ts';

export type PipelineStep = 'discover' | 'compose' | 'validate' | 'write' | 'generate';

/** What one run found and did. */
export interface PipelineReport {
  readonly ok: boolean;
  /** `problems`: the authors have something to mend; `environment`: the machine has (disk, rights, versions). */
  readonly outcome: 'ok' | 'problems' | 'environment';
  /** The components as one schema; with problems, as far as they could be read. */
  readonly model: ComposedModel;
  /** Those of the model, in the order they are mounted. */
  readonly components: readonly DiscoveredComponent[];
  /** The composed schema of the model, whether or not it was written. */
  readonly schema: readonly SchemaFile[];
  /** Digests and imports of the components' files. */
  readonly sources: ComponentSources;
  /** Who uses what of whom. */
  readonly uses: readonly ComponentUse[];
  /** From the lock, by component. */
  readonly states: ReadonlyMap<string, ComponentState>;
  /** The lock as it is (in check mode, or with problems: would be) after the run. */
  readonly lock: LockEntries;
  /** As it was on disk before, with the decision that was to be written; undefined when there was none that could be read. */
  readonly lockBefore: LockEntries | undefined;
  /** By file and position. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files written (in check mode: that would be), relative to the project. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** The client was made anew (in check mode: would be). */
  readonly generated: boolean;
  /**
   * The client is that of the schema as far as it runs, by this one file of it (relative to the project); its types
   * follow in a later run.
   */
  readonly runtimeOnly?: string;
  /** Why the client was made from a description of the whole schema, which costs seconds in a large project. */
  readonly wholeClient?: string;
  /** Milliseconds of each step that ran. */
  readonly timings: Readonly<Partial<Record<PipelineStep, number>>>;
}

/** How a run ended. */
export interface RunResult {
  readonly outcome: PipelineReport['outcome'];
  /** Beside those that were known when the run was prepared. */
  readonly diagnostics?: readonly Diagnostic[];
  readonly changes?: {
    readonly write: readonly { readonly path: string }[];
    readonly remove: readonly string[];
  };
  readonly generated?: boolean;
  readonly runtimeOnly?: string;
  readonly wholeClient?: string;
}

/** @param run undefined when the project could not be read */
export function reportRun(
  run: PreparedRun | undefined,
  { outcome, diagnostics = [], changes, generated = false, runtimeOnly, wholeClient }: RunResult,
  timings: PipelineReport['timings'],
): PipelineReport {
  const model = run?.model ?? emptyModel;
  return {
    ok: outcome === 'ok',
    outcome,
    model,
    components: model.components,
    schema: model.schemaFiles,
    sources: run?.sources ?? new Map(),
    uses: run?.uses ?? [],
    states: lockStates(run?.lock),
    lock: run?.lock.entries ?? new Map(),
    lockBefore: run?.lockBefore,
    diagnostics: sortDiagnostics([...(run?.diagnostics ?? []), ...diagnostics]),
    changed: changes?.write.map(({ path }) => path) ?? [],
    removed: changes?.remove ?? [],
    generated,
    ...(runtimeOnly !== undefined && { runtimeOnly }),
    ...(wholeClient !== undefined && { wholeClient }),
    timings,
  };
}
