/** Codes of reading the migrations folder; each has its entry in docs/diagnostics.md. */
export const historyCodes = {
  noSql: 'MIGRATION.NO_SQL',
  encoding: 'MIGRATION.ENCODING',
} as const;
