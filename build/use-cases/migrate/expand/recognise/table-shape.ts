/** A column as the catalogue has it. */
export interface ColumnShape {
  readonly name: string;
  /** In PostgreSQL's words: `character varying(20)`, `"Kind"[]`. */
  readonly type: string;
  readonly isRequired: boolean;
  /** SQL, or null. */
  readonly default: string | null;
  /** Counts up by itself, or is computed. */
  readonly isGenerated: boolean;
}

/** An index, unique or not, that is not the primary key. */
export interface IndexShape {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isUnique: boolean;
}

/** A foreign key. */
export interface ReferenceShape {
  readonly columns: readonly string[];
  readonly table: string;
  readonly schema: string;
  readonly referenced: readonly string[];
  readonly isCascading: boolean;
}

/** What expand and contract know of a table. */
export interface TableShape {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  readonly key: readonly string[];
  readonly indexes: readonly IndexShape[];
  readonly references: readonly ReferenceShape[];
}

export function columnOf({ columns }: TableShape, name: string): ColumnShape | undefined {
  return columns.find((one) => one.name === name);
}

export function tableOf(
  tables: readonly TableShape[],
  { schema, name }: Pick<TableShape, 'schema' | 'name'>,
): TableShape | undefined {
  return tables.find((one) => one.schema === schema && one.name === name);
}
