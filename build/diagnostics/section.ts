import { alignColumns } from './align-columns.ts';

/** A heading with rows below it; nothing when there are none. */
export function section(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...indented(rows)];
}

/** Rows as aligned lines below a heading. */
export function indented(rows: readonly (readonly string[])[]): string[] {
  return alignColumns(rows).map((line) => `  ${line}`);
}
