/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const sqlalchemyCodes = {
  outOfDate: 'SQLALCHEMY.OUT_OF_DATE',
  unknownComponent: 'SQLALCHEMY.UNKNOWN_COMPONENT',
  unsupported: 'SQLALCHEMY.UNSUPPORTED',
} as const;
