import { type Decorator, type ModuleItem } from '@swc/core';

/** What the decorators of a file are called at home: `@Get` -> `Get`, also under an alias or as `nest.Get`. */
export type NestDecorators = (decorator: Decorator) => string | undefined;

/** Knows the decorators a file imports from `@nestjs/common`. */
export function nestDecorators(items: readonly ModuleItem[]): NestDecorators {
  const names = new Map<string, string>();
  const namespaces = new Set<string>();
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
