import { type Diagnostic, type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { type ComposedModel } from '../../model/composed-model.ts';

/** A file to be on disk after the run. */
export interface PlannedFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Everything a run will write, as text; nothing is on disk yet. */
export interface OutputPlan extends ComposedModel {
  /** In the order they are written: what another one imports comes first. */
  readonly registryFiles: readonly PlannedFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where Prisma would say again, in other words, what `diagnostics` says already. */
  readonly explained: readonly SourceLocation[];
}
