// A package that has types only in this import: with inline `type` the import itself would stay.
import type { Node } from 'libpg-query';

/** Parts of parse trees that rules look at. */
export type { AlterTableCmd, ColumnDef, Constraint, RangeVar, TypeName } from 'libpg-query';

/** One statement's parse tree: an object with one key, the name of PostgreSQL's own node (`CreateStmt`, `AlterTableStmt`, …). */
export type SqlNode = Node;

/** What a statement names. `type` is an enum, a domain or a composite type; `table` is any relation that is only read or written. */
export type SqlObjectKind =
  | 'table'
  | 'view'
  | 'type'
  | 'index'
  | 'constraint'
  | 'sequence'
  | 'function'
  | 'trigger'
  | 'policy'
  | 'schema'
  | 'extension'
  | 'other';

/** What a statement does to it; `write` changes rows, `refer` is a foreign key, a type or a parent. */
export type SqlTouch = 'create' | 'alter' | 'drop' | 'rename' | 'write' | 'read' | 'refer';

/** One object a statement names and what becomes of it. */
export interface SqlObject {
  readonly kind: SqlObjectKind;
  /** Undefined when the statement leaves it to the search path. */
  readonly schema: string | undefined;
  readonly name: string;
  /** The column it is about: `touch` then says what becomes of the column. */
  readonly column?: string;
  /** Of an index, constraint, trigger or policy, when the statement names it. */
  readonly table?: string;
  readonly touch: SqlTouch;
  /** Of a rename. */
  readonly newName?: string;
  /** Of a move into another schema, which is an `alter`. */
  readonly newSchema?: string;
  /** It goes with the session, or it is a part of what does. */
  readonly isTemporary?: true;
  /** Where the script names it; UTF-16 units. */
  readonly offset: number;
}

/** One statement of a script. `script.slice(start, end) === text`; lines and columns start at 1. */
export interface SqlStatement {
  /** Without the comments before it and without the semicolon. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  /** PostgreSQL's name of it: the key of `node`. */
  readonly kind: string;
  readonly objects: readonly SqlObject[];
  readonly node: SqlNode;
}

/** Why PostgreSQL would not even read a script. */
export interface SqlProblem {
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A script in PostgreSQL's own reading. */
export interface SqlScript {
  readonly text: string;
  readonly statements: readonly SqlStatement[];
  readonly problem?: undefined;
}

/** A text PostgreSQL would refuse as a whole. It has no list of statements, so that it cannot pass for an empty script. */
export interface UnreadableSql {
  readonly text: string;
  readonly statements?: undefined;
  readonly problem: SqlProblem;
}

export type ParsedSql = SqlScript | UnreadableSql;
