/** Codes of this folder; each has its entry in docs/diagnostics.md. */
export const extractCodes = {
  occupied: 'EXTRACT.OCCUPIED',
  severalOwners: 'EXTRACT.SEVERAL_OWNERS',
  nothingLeft: 'EXTRACT.NOTHING_LEFT',
  circle: 'EXTRACT.CIRCLE',
  readsApplication: 'EXTRACT.PRISMA_READS_APPLICATION',
  settingsAreCode: 'EXTRACT.SETTINGS_ARE_CODE',
  notNeutral: 'EXTRACT.NOT_NEUTRAL',
  notExtracted: 'EXTRACT.NOT_EXTRACTED',
  changedSince: 'EXTRACT.CHANGED_SINCE',
} as const;
