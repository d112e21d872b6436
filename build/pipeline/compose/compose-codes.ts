/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const composeCodes = {
  foreignBlock: 'SCHEMA.FOREIGN_BLOCK',
  otherDatasource: 'SCHEMA.OTHER_DATASOURCE',
  duplicateName: 'SCHEMA.DUPLICATE_NAME',
  duplicateTable: 'SCHEMA.DUPLICATE_TABLE',
  duplicateConstraint: 'SCHEMA.DUPLICATE_CONSTRAINT',
  clientNameClash: 'SCHEMA.CLIENT_NAME_CLASH',
  reservedName: 'SCHEMA.RESERVED_NAME',
  nameTooLong: 'SCHEMA.NAME_TOO_LONG',
  oppositeInvalid: 'SCHEMA.OPPOSITE_INVALID',
  oppositeClash: 'SCHEMA.OPPOSITE_CLASH',
  oppositeUnused: 'SCHEMA.OPPOSITE_UNUSED',
  tenantMark: 'SCHEMA.TENANT_MARK',
  tenantField: 'SCHEMA.TENANT_FIELD',
  missingDependency: 'COMPONENT.MISSING_DEPENDENCY',
  disabledDependency: 'COMPONENT.DISABLED_DEPENDENCY',
  versionMismatch: 'COMPONENT.VERSION_MISMATCH',
  engine: 'COMPONENT.ENGINE',
  unknownOffer: 'COMPONENT.UNKNOWN_OFFER',
  dependencyCycle: 'COMPONENT.DEPENDENCY_CYCLE',
} as const;

/** True for the problem of two that want one name. */
export function isAboutNames({ code }: { readonly code: string }): boolean {
  const { duplicateName, duplicateTable, clientNameClash } = composeCodes;
  return [duplicateName, duplicateTable, clientNameClash].some((one) => one === code);
}
