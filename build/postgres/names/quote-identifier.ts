/** A name in SQL, whatever characters it has. Not `pg.escapeIdentifier`: what only writes SQL need not load a driver. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
