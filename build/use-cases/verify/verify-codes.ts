/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const verifyCodes = {
  missingFile: 'VERIFY.MISSING_FILE',
  noEngine: 'VERIFY.NO_ENGINE',
  noVersion: 'VERIFY.NO_VERSION',
  install: 'VERIFY.INSTALL_FAILED',
  failed: 'VERIFY.FAILED',
} as const;
