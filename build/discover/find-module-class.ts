import { types } from 'node:util';
import { type ClassDeclaration, type Module, type ModuleItem, parseSync } from '@swc/core';
import { describeParseError, type ParseError } from './describe-parse-error.ts';
import { nestDecorators } from './nest-decorators.ts';

/** A class found in a module file. */
export interface ExportedClass {
  readonly name: string;
  /** UTF-16 offset of the name. */
  readonly offset: number;
}

export type ModuleClasses =
  | {
      readonly status: 'parsed';
      readonly modules: readonly ExportedClass[];
      /** Exported classes without the decorator. */
      readonly others: readonly ExportedClass[];
    }
  | ({ readonly status: 'unreadable' } & ParseError);

/** The classes with Nest's `@Module()` that a TypeScript file exports by name. */
export function findModuleClasses(source: string): ModuleClasses {
  let module: Module;
  try {
    module = parseSync(source, { syntax: 'typescript', decorators: true, target: 'es2022' });
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    return { status: 'unreadable', ...describeParseError(message) };
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

function declaredClass(item: ModuleItem): { declaration: ClassDeclaration; isExported: boolean } | undefined {
  if (item.type === 'ClassDeclaration') return { declaration: item, isExported: false };
  if (item.type === 'ExportDeclaration' && item.declaration.type === 'ClassDeclaration') {
    return { declaration: item.declaration, isExported: true };
  }
  return undefined;
}

/** Local name to exported name for `export { Local as Name }` in this file. */
function exportedNames(items: readonly ModuleItem[]): Map<string, string> {
  const names = new Map<string, string>();
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
