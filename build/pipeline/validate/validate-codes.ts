/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const validateCodes = { invalid: 'SCHEMA.INVALID' } as const;
