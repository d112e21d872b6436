/** What webpack and its loaders find; each has its entry in docs/diagnostics.md. */
export const buildCodes = {
  syntax: 'BUILD.SYNTAX',
  importNotFound: 'BUILD.IMPORT_NOT_FOUND',
  exportNotFound: 'BUILD.EXPORT_NOT_FOUND',
  setup: 'BUILD.SETUP',
  moduleFailed: 'BUILD.MODULE_FAILED',
} as const;
