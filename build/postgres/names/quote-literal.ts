/** A text in SQL, as every server reads it since `standard_conforming_strings` is on. Not `pg.escapeLiteral`: what only writes SQL need not load a driver. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
