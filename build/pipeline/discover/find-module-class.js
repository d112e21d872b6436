// Plain JavaScript, with what it imports, because it also runs in find-module-classes-worker.js.
import { Buffer } from 'node:buffer';
import { types } from 'node:util';
import { parseSync } from '@swc/core';
import { describeParseError } from './describe-parse-error.js';
import { nestDecorators } from './nest-decorators.js';

/**
 * @typedef {object} ExportedClass a class found in a module file
 * @property {string} name
 * @property {number} offset UTF-16 offset of the name
 *
 * @typedef {object} ParsedClasses
 * @property {'parsed'} status
 * @property {readonly ExportedClass[]} modules
 * @property {readonly ExportedClass[]} others exported classes without the decorator
 *
 * @typedef {ParsedClasses | ({ status: 'unreadable' } & import('./describe-parse-error.js').ParseError)} ModuleClasses
 */

/**
 * The classes with Nest's `@Module()` that a TypeScript file exports by name.
 *
 * @param {string} source
 * @returns {ModuleClasses}
 */
export function findModuleClasses(source) {
  let module;
  try {
    module = parseSync(source, { syntax: 'typescript', decorators: true, target: 'es2022' });
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    return { status: 'unreadable', ...describeParseError(message, source) };
  }
  const nestName = nestDecorators(module.body);
  const exported = exportedNames(module.body);
  const classes = module.body
    .map((item) => declaredClass(item))
    .filter((found) => found !== undefined)
    .filter(({ declaration, isExported }) => isExported || exported.has(declaration.identifier.value))
    .map(({ declaration: { identifier, decorators: written = [] } }) => ({
      name: exported.get(identifier.value) ?? identifier.value,
      // The parser counts bytes from 1.
      offset: Buffer.from(source, 'utf8')
        .subarray(0, identifier.span.start - 1)
        .toString('utf8').length,
      isModule: written.some((one) => nestName(one) === 'Module'),
    }));
  return {
    status: 'parsed',
    modules: classes.filter(({ isModule }) => isModule),
    others: classes.filter(({ isModule }) => !isModule),
  };
}

/**
 * @param {import('@swc/core').ModuleItem} item
 * @returns {{ declaration: import('@swc/core').ClassDeclaration, isExported: boolean } | undefined}
 */
function declaredClass(item) {
  if (item.type === 'ClassDeclaration') return { declaration: item, isExported: false };
  if (item.type === 'ExportDeclaration' && item.declaration.type === 'ClassDeclaration') {
    return { declaration: item.declaration, isExported: true };
  }
  return undefined;
}

/**
 * Local name to exported name for `export { Local as Name }` in this file.
 *
 * @param {readonly import('@swc/core').ModuleItem[]} items
 */
function exportedNames(items) {
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
