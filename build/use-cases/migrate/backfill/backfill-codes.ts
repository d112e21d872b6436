/** Codes of backfills; each has its entry in docs/diagnostics.md. */
export const backfillCodes = {
  invalid: 'BACKFILL.INVALID',
  unknown: 'BACKFILL.UNKNOWN',
  noTable: 'BACKFILL.NO_TABLE',
  noKey: 'BACKFILL.NO_KEY',
  changed: 'BACKFILL.CHANGED',
  failed: 'BACKFILL.FAILED',
  blocked: 'BACKFILL.BLOCKED',
  rowsLeft: 'BACKFILL.ROWS_LEFT',
  otherWay: 'BACKFILL.OTHER_WAY',
  noTenant: 'BACKFILL.NO_TENANT',
  tenantsHidden: 'BACKFILL.TENANTS_HIDDEN',
  incomplete: 'BACKFILL.INCOMPLETE',
} as const;
