/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const packCodes = {
  occupied: 'PACK.OCCUPIED',
  unreachableImport: 'PACK.UNREACHABLE_IMPORT',
  localDependency: 'PACK.LOCAL_DEPENDENCY',
  npmFailed: 'PACK.NPM_FAILED',
} as const;
