/**
 * What a file imports, exports and passes on.
 *
 * @param {readonly import('@swc/core').ModuleItem[]} items
 * @returns {Pick<import('./code-facts.ts').CodeFacts, 'imports' | 'exports' | 'passedOn' | 'passedOnWhole'>}
 */
export function linksOf(items) {
  /** @type {Map<string, import('./code-facts.ts').Link>} */
  const imports = new Map();
  /** @type {Map<string, string>} */
  const exports = new Map();
  /** @type {Map<string, import('./code-facts.ts').Link>} */
  const passedOn = new Map();
  /** @type {string[]} */
  const passedOnWhole = [];
  for (const item of items) {
    if (item.type === 'ImportDeclaration') {
      const specifier = item.source.value;
      for (const one of item.specifiers) {
        const local = one.local.value;
        if (one.type === 'ImportNamespaceSpecifier') imports.set(local, { specifier, name: '*' });
        else if (one.type === 'ImportDefaultSpecifier') imports.set(local, { specifier, name: 'default' });
        else imports.set(local, { specifier, name: one.imported?.value ?? local });
      }
    } else if (item.type === 'ExportAllDeclaration') {
      passedOnWhole.push(item.source.value);
    } else if (item.type === 'ExportNamedDeclaration') {
      for (const one of item.specifiers) {
        if (one.type === 'ExportNamespaceSpecifier' && item.source) {
          passedOn.set(one.name.value, { specifier: item.source.value, name: '*' });
        } else if (one.type === 'ExportSpecifier') {
          const exported = one.exported?.value ?? one.orig.value;
          if (item.source) passedOn.set(exported, { specifier: item.source.value, name: one.orig.value });
          else exports.set(exported, one.orig.value);
        }
      }
    } else if (item.type === 'ExportDeclaration') {
      for (const name of declaredNames(item.declaration)) exports.set(name, name);
    } else if (item.type === 'ExportDefaultDeclaration') {
      const { decl } = item;
      const isNamed = decl.type === 'ClassExpression' || decl.type === 'FunctionExpression';
      exports.set('default', (isNamed ? decl.identifier?.value : undefined) ?? 'default');
    } else if (item.type === 'ExportDefaultExpression' && item.expression.type === 'Identifier') {
      exports.set('default', item.expression.value);
    }
  }
  return { imports, exports, passedOn, passedOnWhole };
}

/**
 * @param {import('@swc/core').Declaration} declaration
 * @returns {string[]}
 */
function declaredNames(declaration) {
  if (declaration.type === 'ClassDeclaration' || declaration.type === 'FunctionDeclaration') {
    return [declaration.identifier.value];
  }
  if (declaration.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.value] : []));
}
