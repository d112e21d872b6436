import { type ExpressionStatement, type ModuleItem, type Expression } from '@swc/core';
import { type NestDecorators, nestDecorators } from '../nest-decorators.ts';

/** A module class as it is called inside its file. */
export interface LocalModule {
  readonly name: string;
  /** Of the name, in bytes from 1, as the parser counts. */
  readonly start: number;
}

/** A name that comes from another file. */
export interface ForeignName {
  readonly from: string;
  readonly name: string;
}

/** What one file of a package, compiled or not, has to do with module classes. */
export interface ModuleFile {
  /** False for CommonJS, and for a file that says nothing to others. */
  readonly isEsm: boolean;
  readonly modules: readonly LocalModule[];
  /** Exported name to what it is: a local name or one of another file. */
  readonly exports: ReadonlyMap<string, string | ForeignName>;
  /** `export * from`. */
  readonly stars: readonly string[];
}

/** Reads the parsed file; nothing of it is run. */
export function readModuleExports(items: readonly ModuleItem[]): ModuleFile {
  const exports = new Map<string, string | ForeignName>();
  const imported = new Map<string, ForeignName>();
  const stars: string[] = [];
  for (const item of items) {
    if (item.type === 'ImportDeclaration') {
      for (const one of item.specifiers) {
        if (one.type !== 'ImportSpecifier') continue;
        const name = one.imported?.value ?? one.local.value;
        imported.set(one.local.value, { from: item.source.value, name });
      }
    } else if (item.type === 'ExportAllDeclaration') stars.push(item.source.value);
    else if (item.type === 'ExportNamedDeclaration') {
      for (const one of item.specifiers) {
        if (one.type !== 'ExportSpecifier' || one.isTypeOnly || item.typeOnly) continue;
        const name = one.orig.value;
        exports.set(one.exported?.value ?? name, item.source ? { from: item.source.value, name } : name);
      }
    } else if (item.type === 'ExportDeclaration') {
      for (const name of declaredNames(item.declaration)) exports.set(name, name);
    }
  }
  for (const [name, target] of exports) {
    const origin = typeof target === 'string' ? imported.get(target) : undefined;
    if (origin) exports.set(name, origin);
  }
  const isEsm = items.some(({ type }) => type === 'ImportDeclaration' || type.startsWith('Export'));
  return { isEsm, modules: localModules(items), exports, stars };
}

function declaredNames(
  declaration: Extract<ModuleItem, { type: 'ExportDeclaration' }>['declaration'],
): string[] {
  if (declaration.type === 'ClassDeclaration') return [declaration.identifier.value];
  if (declaration.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.value] : []));
}

function localModules(items: readonly ModuleItem[]): LocalModule[] {
  const nestName = nestDecorators(items);
  return items.flatMap((item): LocalModule[] => {
    const declaration = item.type === 'ExportDeclaration' ? item.declaration : item;
    if (declaration.type === 'ClassDeclaration') {
      const { identifier, decorators: written = [] } = declaration;
      const isModule = written.some((one) => nestName(one) === 'Module');
      return isModule ? [{ name: identifier.value, start: identifier.span.start }] : [];
    }
    return declaration.type === 'ExpressionStatement' ? decoratedByCall(declaration, nestName) : [];
  });
}

/**
 * What compilers make of a decorated class: `A = decorate([Module({}), …], A)`, with whatever the helper is called, or
 * `A = A_1 = decorate(…)` where the class speaks of itself.
 */
function decoratedByCall({ expression }: ExpressionStatement, nestName: NestDecorators): LocalModule[] {
  const targets: LocalModule[] = [];
  let value: Expression = expression;
  while (value.type === 'AssignmentExpression') {
    if (value.left.type === 'Identifier') {
      targets.push({ name: value.left.value, start: value.left.span.start });
    }
    value = value.right;
  }
  const list = value.type === 'CallExpression' ? value.arguments[0]?.expression : undefined;
  if (list?.type !== 'ArrayExpression') return [];
  const isModule = list.elements.some((element) => {
    const decorator = element?.expression;
    return (
      decorator?.type === 'CallExpression' &&
      nestName({ type: 'Decorator', expression: decorator, span: decorator.span }) === 'Module'
    );
  });
  return isModule ? targets.slice(0, 1) : [];
}
