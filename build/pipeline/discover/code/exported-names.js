/**
 * The names by which the classes of a file are exported; a default export has none.
 *
 * @param {readonly import('@swc/core').ModuleItem[]} items
 * @returns {ReadonlyMap<object, string>} by the class
 */
export function exportedNames(items) {
  const listed = listedNames(items);
  /** @type {Map<object, string>} */
  const names = new Map();
  for (const item of items) {
    const isExported = item.type === 'ExportDeclaration';
    const declaration = isExported ? item.declaration : item;
    if (declaration.type !== 'ClassDeclaration') continue;
    const local = declaration.identifier.value;
    const name = listed.get(local) ?? (isExported ? local : undefined);
    if (name !== undefined) names.set(declaration, name);
  }
  return names;
}

/**
 * Local name to exported name for `export { Local as Name }` in this file.
 *
 * @param {readonly import('@swc/core').ModuleItem[]} items
 */
function listedNames(items) {
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const item of items) {
    if (item.type !== 'ExportNamedDeclaration' || item.source || item.typeOnly) continue;
    for (const specifier of item.specifiers) {
      if (specifier.type !== 'ExportSpecifier' || specifier.isTypeOnly) continue;
      const name = specifier.exported?.value ?? specifier.orig.value;
      if (name !== 'default') names.set(specifier.orig.value, name);
    }
  }
  return names;
}
