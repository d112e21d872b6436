/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const scaffoldCodes = {
  modelTaken: 'SCAFFOLD.MODEL_TAKEN',
  folderTaken: 'SCAFFOLD.FOLDER_TAKEN',
} as const;
