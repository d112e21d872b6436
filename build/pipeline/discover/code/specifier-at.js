/**
 * The module a node of the syntax tree names.
 *
 * @param {object} node
 * @returns {import('@swc/core').StringLiteral | undefined}
 */
export function specifierAt(node) {
  switch ('type' in node && node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return 'source' in node ? literal(node.source) : undefined;
    case 'TsImportType':
      return 'argument' in node ? literal(node.argument) : undefined;
    case 'TsExternalModuleReference':
      return 'expression' in node ? literal(node.expression) : undefined;
    case 'CallExpression':
      return 'callee' in node && isImportCall(node.callee) && 'arguments' in node
        ? firstArgument(node.arguments)
        : undefined;
    default:
      return undefined;
  }
}

/** @param {unknown} callee */
function isImportCall(callee) {
  if (typeof callee !== 'object' || callee === null || !('type' in callee)) return false;
  return (
    callee.type === 'Import' ||
    (callee.type === 'Identifier' && 'value' in callee && callee.value === 'require')
  );
}

/** @param {unknown} list */
function firstArgument(list) {
  /** @type {unknown} */
  const first = Array.isArray(list) ? list[0] : undefined;
  return typeof first === 'object' && first !== null && 'expression' in first
    ? literal(first.expression)
    : undefined;
}

/**
 * @param {unknown} node
 * @returns {import('@swc/core').StringLiteral | undefined}
 */
function literal(node) {
  return isStringLiteral(node) ? node : undefined;
}

/**
 * @param {unknown} node
 * @returns {node is import('@swc/core').StringLiteral}
 */
function isStringLiteral(node) {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === 'StringLiteral';
}
