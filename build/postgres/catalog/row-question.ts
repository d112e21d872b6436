/** Which rows are to be counted. */
export interface RowQuestion {
  /** Undefined: the one of the connection. */
  readonly schema: string | undefined;
  readonly table: string;
  /** Only rows that have a value in each of these. */
  readonly columns: readonly string[];
  /** What the rows are: a model, or the field by which they refer. */
  readonly label: string;
  /** Whose rows. */
  readonly component: string;
}
