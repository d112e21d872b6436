/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const migrateCodes = {
  orphan: 'MIGRATION.ORPHAN',
  noSql: 'MIGRATION.NO_SQL',
  encoding: 'MIGRATION.ENCODING',
} as const;
