/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const migrateCodes = {
  orphan: 'MIGRATION.ORPHAN',
  noSql: 'MIGRATION.NO_SQL',
  encoding: 'MIGRATION.ENCODING',
  syntax: 'MIGRATION.SYNTAX',
  record: 'MIGRATION.RECORD_INVALID',
  allowance: 'MIGRATION.ALLOWANCE_INVALID',
  notAllowed: 'MIGRATION.NOT_ALLOWED',
  noRecord: 'MIGRATION.NOT_RECORDED',
  edited: 'MIGRATION.EDITED',
  foreignTable: 'MIGRATION.FOREIGN_TABLE',
  gone: 'MIGRATION.GONE',
  branchesMeet: 'MIGRATION.BRANCHES_MEET',
  fails: 'MIGRATION.FAILS',
  noServer: 'MIGRATION.NO_SERVER',
  drift: 'MIGRATION.DRIFT',
} as const;
