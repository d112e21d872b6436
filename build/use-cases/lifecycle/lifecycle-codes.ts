/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const lifecycleCodes = {
  wrongState: 'LIFECYCLE.WRONG_STATE',
  inUse: 'LIFECYCLE.IN_USE',
  noFolder: 'LIFECYCLE.NO_FOLDER',
  notConfirmed: 'LIFECYCLE.NOT_CONFIRMED',
  dependedOn: 'LIFECYCLE.DEPENDED_ON',
  unsettled: 'LIFECYCLE.UNSETTLED',
  noBackup: 'LIFECYCLE.NO_BACKUP',
  noGo: 'LIFECYCLE.NO_GO',
  unsafeTarball: 'LIFECYCLE.UNSAFE_TARBALL',
  isPackage: 'LIFECYCLE.IS_PACKAGE',
  noPlan: 'LIFECYCLE.NO_PLAN',
} as const;
