/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const lifecycleCodes = {
  wrongState: 'LIFECYCLE.WRONG_STATE',
  inUse: 'LIFECYCLE.IN_USE',
  noFolder: 'LIFECYCLE.NO_FOLDER',
  noPlan: 'LIFECYCLE.NO_PLAN',
} as const;
