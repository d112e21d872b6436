import { type Diagnostic, type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { type MappedText } from './mapped-text.ts';
import { type DatabaseName } from '../../model/names/database-name.ts';
import { type ScannedComponent } from '../../model/scanned-component.ts';

/** A file to be on disk after the run. */
export interface PlannedFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The way back to the authors' files, for text that came from them. */
  readonly origin?: MappedText;
}

/** Everything a run will write, as text; nothing is on disk yet. */
export interface OutputPlan {
  /** In the order they are mounted. */
  readonly components: readonly ScannedComponent[];
  /** The schema folder in full, sorted by path. */
  readonly schemaFiles: readonly PlannedFile[];
  /** In the order they are written: what another one imports comes first. */
  readonly registryFiles: readonly PlannedFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where Prisma would say again, in other words, what `diagnostics` says already. */
  readonly explained: readonly SourceLocation[];
  /** The tables and enum types the schemas make. */
  readonly owned: readonly DatabaseName[];
}
