import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { type SqlObjectKind } from '../sql/sql-statement.ts';
import { type ColumnType } from '../types/column-type.ts';

/** A statement's place in the migrations. */
export interface HistoryPlace {
  /** Name of the migration's folder. */
  readonly migration: string;
  readonly location: SourceLocation;
}

/**
 * One thing of the database through the whole history: it stays the same object when its name changes, and another one that
 * gets its name later is another object. A table has columns, an index the table it was made on.
 */
export interface HistoryObject {
  readonly kind: SqlObjectKind;
  /** As the statements so far have left it. */
  schema: string;
  name: string;
  /** The history makes it; else it is only named there. */
  isMade: boolean;
  isGone: boolean;
  readonly madeAt: HistoryPlace | undefined;
  /** Made by the migrations that are judged: it cannot have rows yet. */
  isNew: boolean;
  readonly isEnum: boolean;
  /** Made with INHERITS. */
  readonly isChild: boolean;
  /** Of an index, a constraint, a trigger or a policy. */
  readonly table: HistoryObject | undefined;
  /** The table it is a partition of, or was until it was detached. */
  parent: { readonly table: HistoryObject; readonly isAttached: boolean } | undefined;
  /** Constraints, triggers and policies, by kind and name. */
  readonly parts: Map<string, HistoryObject>;
  readonly columns: Map<string, ColumnType>;
  /** Columns that a validated `CHECK (… IS NOT NULL)` keeps filled, by the check's name. */
  readonly filled: Map<string, { column: string; isValid: boolean }>;
}

/** An attached partition is a part of its table, not one of the tables. */
export function isPartition({ parent }: HistoryObject): boolean {
  return parent?.isAttached === true;
}
