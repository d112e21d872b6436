/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const databaseCodes = {
  inUse: 'DATABASE.IN_USE',
  external: 'DATABASE.EXTERNAL',
  embedded: 'DATABASE.EMBEDDED',
} as const;
