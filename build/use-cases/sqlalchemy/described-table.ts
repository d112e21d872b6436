import { type Declaration } from '../../prisma-language/read-declarations.ts';
import { type Column } from './data-model.ts';
import { type DMMF } from './dmmf.ts';

/** A model on its way to a table. */
export interface DescribedTable {
  readonly model: DMMF.Model;
  /** What its author wrote; for what Prisma's description leaves out. */
  readonly declaration: Declaration | undefined;
  /** In the database. */
  readonly name: string;
  readonly columns: readonly Column[];
}

/** The columns of these fields; undefined when one is unknown to Prisma's client (`@ignore`, `Unsupported`). */
export function columnsOf(table: DescribedTable, fields: readonly string[]): readonly Column[] | undefined {
  const columns = fields.map((name) => table.columns.find(({ field }) => field === name));
  return columns.every((column) => column !== undefined) ? columns : undefined;
}
