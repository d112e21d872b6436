import { type LiveComparison } from './proof/compare-live.ts';
import { type UnseenObjects } from './proof/unseen-objects.ts';
import { type Application } from './survey/application.ts';
import { type NewName } from './survey/check-migration-names.ts';
import { type GivenPlaces } from './survey/find-places.ts';

export interface AdoptRequest extends GivenPlaces {
  /** Absolute. */
  readonly projectDir: string;
  /** Of the component that the schema becomes. */
  readonly name: string;
  readonly dryRun: boolean;
  /** The variable with the URL of a database that migrations may be marked in; undefined: compare only. */
  readonly databaseUrlFrom: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly now: Date;
}

/** What is known at the end, however it ended. */
export interface AdoptionReport {
  readonly application?: Application;
  /** New names for migrations that a new one would not come after. */
  readonly renames: readonly NewName[];
  /** Relative to the project. */
  readonly wouldWrite: readonly string[];
  /** What only the migrations know, and keep. */
  readonly unseen?: UnseenObjects;
  readonly database?: LiveComparison & {
    /** The variable with its URL. */
    readonly from: string;
  };
  /** Migrations that were marked as applied. */
  readonly marked?: readonly string[];
  /** Written, and not only reported. */
  readonly done: boolean;
}
