/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const configCodes = { invalid: 'CONFIG.INVALID' } as const;
