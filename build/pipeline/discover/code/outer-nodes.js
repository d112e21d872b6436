/** @typedef {import('@swc/core').ModuleItem} ModuleItem */
/** @typedef {Extract<ModuleItem, { type: 'ImportDeclaration' | 'ExportNamedDeclaration' | 'ExportAllDeclaration' }>} Naming */

/**
 * @typedef {object} OuterNodes
 * @property {readonly import('@swc/core').Class[]} classes
 * @property {readonly Naming[]} naming
 */

/**
 * The classes of a file and what names other modules, when its text shows that all of them are statements of the file
 * itself: so it is with most files, and walking through the syntax tree costs more than parsing it.
 *
 * @param {string} source
 * @param {readonly ModuleItem[]} items
 * @returns {OuterNodes | undefined} undefined: there may be some further inside
 */
export function outerNodes(source, items) {
  // An escape could spell `require`.
  if (source.includes(String.raw`\u`)) return undefined;
  const classes = items.flatMap((item) => classOf(item) ?? []);
  const naming = items.filter(isNaming);
  const imports = naming.filter(({ type }) => type === 'ImportDeclaration').length;
  let [spareClasses, spareImports] = [classes.length, imports];
  for (const [word] of source.matchAll(/\b(?:class|import|require)\b/g)) {
    if (word === 'class') spareClasses -= 1;
    else if (word === 'import') spareImports -= 1;
    else return undefined;
    if (spareClasses < 0 || spareImports < 0) return undefined;
  }
  // Imports and exports inside something are inside a namespace or a declared module.
  return items.some(isNamespace) ? undefined : { classes, naming };
}

/** @param {ModuleItem} item */
function classOf(item) {
  if (item.type === 'ClassDeclaration') return item;
  if (item.type === 'ExportDefaultDeclaration') {
    return item.decl.type === 'ClassExpression' ? item.decl : undefined;
  }
  const isExported = item.type === 'ExportDeclaration' && item.declaration.type === 'ClassDeclaration';
  return isExported && item.declaration.type === 'ClassDeclaration' ? item.declaration : undefined;
}

/**
 * @param {ModuleItem} item
 * @returns {item is Naming}
 */
function isNaming(item) {
  const { type } = item;
  return type === 'ImportDeclaration' || type === 'ExportNamedDeclaration' || type === 'ExportAllDeclaration';
}

/** @param {ModuleItem} item */
function isNamespace(item) {
  const declaration = item.type === 'ExportDeclaration' ? item.declaration : item;
  return declaration.type === 'TsModuleDeclaration';
}
