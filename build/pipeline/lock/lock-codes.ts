/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const lockCodes = {
  missing: 'COMPONENT.MISSING',
  forgotten: 'COMPONENT.FORGOTTEN',
  retiredName: 'COMPONENT.RETIRED_NAME',
  invalid: 'LOCK.INVALID',
  conflict: 'LOCK.CONFLICT',
  outdated: 'LOCK.OUTDATED',
} as const;
