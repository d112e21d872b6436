import { type Diagnostic, type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { type ScannedSource } from '../../../model/scanned-source.ts';
import { type Declaration, type Field } from '../../../prisma-language/read-declarations.ts';

export interface ExtractRequest {
  /** Absolute. */
  readonly projectDir: string;
  /** Of the new component. */
  readonly name: string;
  readonly models: readonly string[];
  readonly dryRun: boolean;
}

/** A declaration with the file it is in. */
export interface Placed {
  readonly source: ScannedSource;
  readonly declaration: Declaration;
}

/** A field of a relation between a model that moves and one that stays. */
export interface PlacedField {
  readonly of: Placed;
  readonly field: Field;
}

/** One relation across the new border: which field stays written, and which is completed by composing. */
export interface CrossingRelation {
  readonly kept: PlacedField;
  /** Undefined where its author wrote one side only. */
  readonly completed: PlacedField | undefined;
}

/** What moves, and what the components require of each other afterwards. */
export interface ExtractionPlan {
  readonly from: DiscoveredComponent;
  readonly moved: readonly Placed[];
  readonly relations: readonly CrossingRelation[];
  /** Of the new component. */
  readonly requires: Readonly<Record<string, string>>;
  readonly sourceRequiresNew: boolean;
}

export type Planned =
  | { readonly ok: true; readonly plan: ExtractionPlan }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Code that uses what moves. */
export interface CodeUse {
  /** `type Invoice`, `prisma.invoice`, `Prisma.InvoiceWhereInput`. */
  readonly what: string;
  readonly location: SourceLocation;
}

/** What is known at the end, however it ended. */
export interface ExtractReport {
  readonly component: string;
  readonly from?: string;
  /** Names of models and enums. */
  readonly moved: readonly string[];
  /** Relative to the project. */
  readonly files: readonly string[];
  /** Proved: no statement leads from the schema before to the one after. */
  readonly isMigrationEmpty: boolean;
  /** By file, sorted. */
  readonly code: readonly CodeUse[];
  readonly done: boolean;
}
