import { InternalError } from '../../diagnostics/internal-error.ts';

/** A value the database or the program puts in when none is given. */
export type ColumnDefault =
  /** A literal as the schema says it; numbers as text, so that no digit is lost. */
  | { readonly kind: 'literal'; readonly value: string | boolean | readonly string[] }
  /** `now`, `uuid`, `cuid`, `autoincrement`, …, with their arguments. */
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly (string | number)[] }
  /** `GENERATED ALWAYS AS`: the database works it out from other columns of the row. */
  | { readonly kind: 'generated'; readonly sql: string };

/** A column of a table, in Prisma's words. */
export interface Column {
  readonly field: string;
  /** In the database. */
  readonly name: string;
  /** A scalar type of Prisma, or the enum's name. */
  readonly type: string;
  readonly isEnum: boolean;
  /** `@db.VarChar(63)` is `VarChar` with `63`. */
  readonly nativeType: { readonly name: string; readonly args: readonly string[] } | undefined;
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly default: ColumnDefault | undefined;
  readonly isUpdatedAt: boolean;
  readonly documentation: string | undefined;
}

export interface PrimaryKey {
  readonly name: string;
  readonly columns: readonly Column[];
}

export interface Index {
  readonly name: string;
  readonly isUnique: boolean;
  readonly columns: readonly {
    readonly column: Column;
    readonly isDescending: boolean;
    readonly operatorClass: string | undefined;
  }[];
  /** `Gin`, `Hash`, …; undefined for PostgreSQL's own choice. */
  readonly algorithm: string | undefined;
  /** SQL of a partial index. */
  readonly where: string | undefined;
}

export type Action = 'CASCADE' | 'RESTRICT' | 'NO ACTION' | 'SET NULL' | 'SET DEFAULT';

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly target: string;
  readonly targetColumns: readonly Column[];
  readonly onDelete: Action;
  readonly onUpdate: Action;
}

/** A field that leads to another model. */
export interface Relation {
  readonly field: string;
  /** The model it leads to. */
  readonly target: string;
  /** The field there that leads back. */
  readonly back: string;
  /** Shared by both sides. */
  readonly name: string;
  /** `owner` has the foreign key, `inverse` is found through it, `many` goes through a table of its own. */
  readonly side: 'owner' | 'inverse' | 'many';
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly documentation: string | undefined;
  /** The owner's, for `owner` and `inverse`. */
  readonly foreignKey: ForeignKey | undefined;
}

/** The table behind an implicit many-to-many relation. */
export interface JoinTable {
  readonly relation: string;
  readonly table: string;
  readonly schema: string | undefined;
  /** Model and field whose rows column `A` and `B` stand for. */
  readonly a: { readonly model: string; readonly field: string };
  readonly b: { readonly model: string; readonly field: string };
}

export interface Model {
  readonly name: string;
  readonly table: string;
  readonly schema: string | undefined;
  readonly isView: boolean;
  readonly documentation: string | undefined;
  readonly columns: readonly Column[];
  readonly primaryKey: PrimaryKey | undefined;
  /** Columns that tell rows apart, where there is no primary key. */
  readonly identity: readonly Column[];
  /** Says whose a row is, in a tenant model. */
  readonly tenant: Column | undefined;
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly relations: readonly Relation[];
  /** Fields and indexes Prisma's client does not know either (`@ignore`, `Unsupported`). */
  readonly leftOut: readonly string[];
}

export interface Enum {
  readonly name: string;
  /** In the database. */
  readonly type: string;
  readonly schema: string | undefined;
  readonly values: readonly { readonly name: string; readonly value: string }[];
  readonly documentation: string | undefined;
}

/** A Prisma schema as tables: every name in the database is worked out. */
export interface DataModel {
  readonly models: readonly Model[];
  readonly enums: readonly Enum[];
  readonly joinTables: readonly JoinTable[];
}

/** The model of that name. */
export function modelOf(models: readonly Model[], name: string): Model {
  const found = models.find((model) => model.name === name);
  if (!found)
    throw new InternalError(`Prisma's description names the model "${name}" and does not describe it.`);
  return found;
}
