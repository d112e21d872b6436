/** Codes of reverse scripts and rollbacks; each has its entry in docs/diagnostics.md. */
export const rollbackCodes = {
  noDown: 'ROLLBACK.NO_DOWN',
  edited: 'ROLLBACK.EDITED_DOWN',
  outdated: 'ROLLBACK.OUTDATED_DOWN',
  unreadable: 'ROLLBACK.UNREADABLE_DOWN',
  ownTransaction: 'ROLLBACK.OWN_TRANSACTION',
  notReversed: 'ROLLBACK.NOT_REVERSED',
  rowsStay: 'ROLLBACK.ROWS_STAY',
  replayFails: 'ROLLBACK.REPLAY_FAILS',
  skipped: 'ROLLBACK.SKIPPED_MIGRATIONS',
  unknownMigration: 'ROLLBACK.UNKNOWN_MIGRATION',
  unfinished: 'ROLLBACK.UNFINISHED_MIGRATION',
  changed: 'ROLLBACK.CHANGED_MIGRATION',
  dataLoss: 'ROLLBACK.DATA_LOSS',
  failed: 'ROLLBACK.FAILED',
} as const;
