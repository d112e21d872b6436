/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const accessCodes = {
  undeclaredRoute: 'ACCESS.UNDECLARED_ROUTE',
  unknownPermission: 'ACCESS.UNKNOWN_PERMISSION',
} as const;
