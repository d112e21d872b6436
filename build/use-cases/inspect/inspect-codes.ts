/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const inspectCodes = { unreadable: 'COMPONENT.UNREADABLE_ROUTES' } as const;
