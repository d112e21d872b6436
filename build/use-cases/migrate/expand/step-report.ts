import { type Change } from './recognise/change.ts';
import { type MigrationFolder } from './make-folders.ts';

/** The first thing that is open. */
export interface StepQuestion {
  readonly message: string;
  /** Flags, as they are typed, one of which answers it. */
  readonly choices: readonly string[];
}

/** What expand or contract has done. */
export interface StepReport {
  readonly kind: 'written' | 'dry-run' | 'nothing' | 'finished' | 'asked';
  /** Relative to the project. */
  readonly files: readonly string[];
  readonly changes?: readonly Change[];
  readonly migrations?: readonly MigrationFolder[];
  readonly backfills?: readonly string[];
  readonly removed?: readonly string[];
  /** What a terminal can be asked. */
  readonly question?: StepQuestion;
}
