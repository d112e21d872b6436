/**
 * What the decorators of a file are called at home: `@Get` -> `Get`, also under an alias or as `nest.Get`.
 *
 * @typedef {(decorator: import('@swc/core').Decorator) => string | undefined} NestDecorators
 */

/**
 * Knows the decorators a file imports from `@nestjs/common`.
 *
 * @param {readonly import('@swc/core').ModuleItem[]} items
 * @returns {NestDecorators}
 */
export function nestDecorators(items) {
  /** @type {Map<string, string>} */
  const names = new Map();
  /** @type {Set<string>} */
  const namespaces = new Set();
  for (const item of items) {
    if (item.type !== 'ImportDeclaration' || item.source.value !== '@nestjs/common') continue;
    for (const specifier of item.specifiers) {
      const local = specifier.local.value;
      if (specifier.type === 'ImportNamespaceSpecifier') namespaces.add(local);
      if (specifier.type === 'ImportSpecifier') names.set(local, specifier.imported?.value ?? local);
    }
  }
  return ({ expression }) => {
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    if (callee.type === 'Identifier') return names.get(callee.value);
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return undefined;
    const isNest = namespaces.has(callee.object.value) && callee.property.type === 'Identifier';
    return isNest && callee.property.type === 'Identifier' ? callee.property.value : undefined;
  };
}
