/** Codes of this room; each has its entry in docs/diagnostics.md. */
export const graphCodes = {
  undeclaredDependency: 'COMPONENT.UNDECLARED_DEPENDENCY',
  unusedDependency: 'COMPONENT.UNUSED_DEPENDENCY',
  oldDoor: 'DEPRECATED.DOOR',
} as const;
