/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const writeCodes = {
  foreignFile: 'OUTPUT.FOREIGN_FILE',
} as const;
