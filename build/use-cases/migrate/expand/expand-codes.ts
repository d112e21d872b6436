/** Codes of expand and contract; each has its entry in docs/diagnostics.md. */
export const expandCodes = {
  ambiguous: 'EXPAND.AMBIGUOUS',
  needsFill: 'EXPAND.NEEDS_FILL',
  unsupported: 'EXPAND.UNSUPPORTED',
  unknownName: 'EXPAND.UNKNOWN_NAME',
  fails: 'EXPAND.FAILS',
  notSafe: 'EXPAND.NOT_SAFE',
  stillOpen: 'EXPAND.STILL_OPEN',
  recordInvalid: 'EXPAND.RECORD_INVALID',
  schemaEdited: 'EXPAND.SCHEMA_EDITED',
  notApplied: 'CONTRACT.NOT_APPLIED',
  rowsLeft: 'CONTRACT.ROWS_LEFT',
  notLooked: 'CONTRACT.NOT_LOOKED',
  nothingOpen: 'CONTRACT.NOTHING_OPEN',
} as const;
