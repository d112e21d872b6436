/** A place in a file an author wrote. Lines and columns start at 1; `file` is relative to the project, with `/`. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Characters to underline, starting at `column`. @default 1 */
  readonly length?: number;
}

/** Another place that takes part in the problem, for example the other declaration of a name. */
export interface RelatedLocation extends SourceLocation {
  readonly component?: string;
  readonly message: string;
}

export type Severity = 'error' | 'warning';

/**
 * A problem in the user's project, as data. Expected problems are returned as diagnostics and never thrown;
 * a thrown error is a bug of ours or a failure of the environment.
 */
export interface Diagnostic {
  /** Stable, documented in docs/diagnostics.md: the room, a dot, the reason; both in capitals. */
  readonly code: string;
  readonly severity: Severity;
  readonly component?: string;
  /** One sentence with the real names. */
  readonly message: string;
  /** What to do, in the imperative. */
  readonly hint?: string;
  readonly location?: SourceLocation;
  readonly related?: readonly RelatedLocation[];
}
