/** Codes of this folder; each has its entry in docs/diagnostics.md. */
export const indexCodes = {
  missing: 'SCHEMA.MISSING_INDEX',
  mark: 'SCHEMA.NOINDEX_MARK',
} as const;
