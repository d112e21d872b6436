import { alternatives, returned } from './written.js';

/**
 * Functions and constants at the top level, any of which may make a decorator.
 *
 * @param {readonly import('@swc/core').ModuleItem[]} items
 * @param {import('./spans-in.js').SpanOf} spanOf
 * @returns {Map<string, readonly import('./code-facts.ts').Written[]>}
 */
export function makersOf(items, spanOf) {
  /** @type {Map<string, readonly import('./code-facts.ts').Written[]>} */
  const makers = new Map();
  for (const item of items) {
    const declaration = item.type === 'ExportDeclaration' ? item.declaration : item;
    if (declaration.type === 'FunctionDeclaration') {
      makers.set(declaration.identifier.value, returned(declaration.body?.stmts ?? [], spanOf));
    }
    if (item.type === 'ExportDefaultDeclaration' && item.decl.type === 'FunctionExpression') {
      makers.set(item.decl.identifier?.value ?? 'default', returned(item.decl.body?.stmts ?? [], spanOf));
    }
    if (declaration.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === 'Identifier' && init) makers.set(id.value, waysOf(init, spanOf));
    }
  }
  return makers;
}

/**
 * @param {import('@swc/core').Expression} value
 * @param {import('./spans-in.js').SpanOf} spanOf
 */
function waysOf(value, spanOf) {
  if (value.type === 'FunctionExpression') return returned(value.body?.stmts ?? [], spanOf);
  if (value.type !== 'ArrowFunctionExpression') return alternatives(value, spanOf);
  const { body } = value;
  return body.type === 'BlockStatement' ? returned(body.stmts, spanOf) : alternatives(body, spanOf);
}
