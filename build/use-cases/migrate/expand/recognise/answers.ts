/** What the user said about a change, in the names of the database. */
export interface Answers {
  /** Of the column in the old table and the one in the new. */
  readonly renames: readonly {
    readonly schema: string;
    readonly table: string;
    readonly from: string;
    readonly to: string;
  }[];
  readonly tableRenames: readonly { readonly schema: string; readonly from: string; readonly to: string }[];
  readonly drops: readonly { readonly schema: string; readonly table: string; readonly column: string }[];
  readonly splits: readonly {
    readonly schema: string;
    readonly table: string;
    readonly into: string;
    readonly intoSchema: string;
  }[];
  /** SQL for a new value, and for the old one out of the new. */
  readonly fills: readonly ColumnSql[];
  readonly backs: readonly ColumnSql[];
}

interface ColumnSql {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly sql: string;
}

export const noAnswers: Answers = {
  renames: [],
  tableRenames: [],
  drops: [],
  splits: [],
  fills: [],
  backs: [],
};

/** The SQL for a column, if the user gave any. */
export function sqlFor(
  list: readonly ColumnSql[],
  table: { readonly schema: string; readonly name: string },
  column: string,
): string | undefined {
  return list.find((one) => one.schema === table.schema && one.table === table.name && one.column === column)
    ?.sql;
}
