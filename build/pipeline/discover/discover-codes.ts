/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const discoverCodes = {
  invalidName: 'COMPONENT.INVALID_NAME',
  noModuleExport: 'COMPONENT.NO_MODULE_EXPORT',
  moduleName: 'COMPONENT.MODULE_NAME',
  badLink: 'COMPONENT.BAD_LINK',
  notAFolder: 'COMPONENT.NOT_A_FOLDER',
  notAFile: 'COMPONENT.NOT_A_FILE',
  empty: 'COMPONENT.EMPTY',
  noSchema: 'COMPONENT.NO_SCHEMA',
  nestedSchema: 'COMPONENT.NESTED_SCHEMA',
  misplacedSchema: 'COMPONENT.MISPLACED_SCHEMA',
  manifest: 'MANIFEST.INVALID',
  nameClash: 'COMPONENT.NAME_CLASH',
  notInstalled: 'PACKAGE.NOT_INSTALLED',
  notAComponent: 'PACKAGE.NOT_A_COMPONENT',
  encoding: 'SCHEMA.ENCODING',
} as const;

/** True for the codes that say that a path is not what it has to be: a link, a pipe, a folder in the place of a file. */
export function isAboutFiles(code: string): boolean {
  const { badLink, notAFolder, notAFile } = discoverCodes;
  return [badLink, notAFolder, notAFile].some((one) => one === code);
}
