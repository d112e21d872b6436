import { type ScannedComponent } from '../model/scanned-component.ts';
import { type ComponentState, type LockEntries } from './lock/lock-file.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';

export type PipelineStep = 'discover' | 'compose' | 'validate' | 'write' | 'generate';

/** What one run found and did. */
export interface PipelineReport {
  readonly ok: boolean;
  /** `problems`: the authors have something to mend; `environment`: the machine has (disk, rights, versions). */
  readonly outcome: 'ok' | 'problems' | 'environment';
  /** In the order they are mounted. */
  readonly components: readonly ScannedComponent[];
  /** From the lock, by component. */
  readonly states: ReadonlyMap<string, ComponentState>;
  /** The lock as it is (in check mode, or with problems: would be) after the run. */
  readonly lock: LockEntries;
  /** The composed schema, whether or not it was written. */
  readonly schema: readonly { readonly path: string; readonly text: string }[];
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
