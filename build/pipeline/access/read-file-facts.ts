import { type Module, type ModuleItem, type Pattern, parseSync } from '@swc/core';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { compiledDecorators } from '../discover/compiled-decorators.ts';
import { collectClasses } from './collect-classes.ts';
import { type ClassFacts, type FileFacts, type Link, type Written } from './file-facts.ts';
import { alternatives, type PlaceOf, returned, written } from './written.ts';

/** @returns undefined for a file that cannot be parsed, which the compiler reports */
export function readFileFacts(source: string, isTsx = false): FileFacts | undefined {
  let module: Module;
  try {
    module = parseSync(source, { syntax: 'typescript', tsx: isTsx, decorators: true, target: 'es2022' });
  } catch {
    return undefined;
  }
  const placeOf = placesIn(source);
  return {
    ...linksOf(module.body),
    makers: makersOf(module.body, placeOf),
    classes: withCompiled(collectClasses(module.body, placeOf), module.body, placeOf),
  };
}

function placesIn(source: string): PlaceOf {
  const starts = lineStarts(source);
  const bytes = Buffer.from(source, 'utf8');
  const isAscii = bytes.length === source.length;
  // The parser counts bytes from 1.
  const offsetOf = (at: number): number =>
    isAscii ? at - 1 : bytes.subarray(0, at - 1).toString('utf8').length;
  return ({ start, end }) => {
    const offset = offsetOf(start);
    return { ...positionAt(starts, offset), length: offsetOf(end) - offset };
  };
}

function linksOf(
  items: readonly ModuleItem[],
): Pick<FileFacts, 'imports' | 'exports' | 'passedOn' | 'passedOnWhole'> {
  const imports = new Map<string, Link>();
  const exports = new Map<string, string>();
  const passedOn = new Map<string, Link>();
  const passedOnWhole: string[] = [];
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

type Declaration = Extract<ModuleItem, { type: 'ExportDeclaration' }>['declaration'];

function declaredNames(declaration: Declaration): string[] {
  if (declaration.type === 'ClassDeclaration' || declaration.type === 'FunctionDeclaration') {
    return [declaration.identifier.value];
  }
  if (declaration.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id }) => identifierOf(id));
}

function identifierOf(pattern: Pattern): string[] {
  return pattern.type === 'Identifier' ? [pattern.value] : [];
}

/** Functions and constants at the top level. */
function makersOf(items: readonly ModuleItem[], placeOf: PlaceOf): Map<string, readonly Written[]> {
  const makers = new Map<string, readonly Written[]>();
  for (const item of items) {
    const declaration = item.type === 'ExportDeclaration' ? item.declaration : item;
    if (declaration.type === 'FunctionDeclaration') {
      makers.set(declaration.identifier.value, returned(declaration.body?.stmts ?? [], placeOf));
    }
    if (item.type === 'ExportDefaultDeclaration' && item.decl.type === 'FunctionExpression') {
      makers.set(item.decl.identifier?.value ?? 'default', returned(item.decl.body?.stmts ?? [], placeOf));
    }
    if (declaration.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type !== 'Identifier' || !init) continue;
      if (init.type === 'ArrowFunctionExpression') {
        const { body } = init;
        makers.set(
          id.value,
          body.type === 'BlockStatement' ? returned(body.stmts, placeOf) : alternatives(body, placeOf),
        );
      } else if (init.type === 'FunctionExpression') {
        makers.set(id.value, returned(init.body?.stmts ?? [], placeOf));
      } else {
        makers.set(id.value, alternatives(init, placeOf));
      }
    }
  }
  return makers;
}

/** Compiled code has its decorators in calls after the class. */
function withCompiled(
  classes: readonly ClassFacts[],
  items: readonly ModuleItem[],
  placeOf: PlaceOf,
): readonly ClassFacts[] {
  const compiled = compiledDecorators(items);
  if (compiled.length === 0) return classes;
  return classes.map((one) => {
    const own = compiled.filter(({ className }) => className === one.name);
    const readAll = (part: (typeof own)[number]): Written[] =>
      part.decorators.map(({ expression }) => written(expression, placeOf));
    const methods = own.flatMap((part) => {
      if (!part.method) return [];
      const { name, start } = part.method;
      const place = placeOf({ start, end: start + name.length });
      return [{ name, place, decorators: readAll(part) }];
    });
    return {
      ...one,
      decorators: [...one.decorators, ...own.filter(({ method }) => !method).flatMap(readAll)],
      methods: [
        ...one.methods.filter(({ name }) => methods.every((other) => other.name !== name)),
        ...methods,
      ],
    };
  });
}
