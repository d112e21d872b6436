import { type Decorator, type Expression, type ModuleItem } from '@swc/core';

/** What a compiler made of decorators: on a class, or on one of its methods. */
export interface CompiledDecorators {
  readonly className: string;
  /** Undefined: they are on the class. */
  readonly method: { readonly name: string; readonly start: number } | undefined;
  readonly decorators: readonly Decorator[];
}

/**
 * `A = decorate([Controller('x')], A)` and `decorate([Get('y')], A.prototype, 'get', null)`, with whatever the helper is
 * called: what TypeScript and SWC write.
 */
export function compiledDecorators(items: readonly ModuleItem[]): CompiledDecorators[] {
  return items.flatMap((item): CompiledDecorators[] => {
    if (item.type !== 'ExpressionStatement') return [];
    let value: Expression = item.expression;
    while (value.type === 'AssignmentExpression') value = value.right;
    if (value.type !== 'CallExpression') return [];
    const [list, target, name] = value.arguments.map(({ expression }) => expression);
    if (list?.type !== 'ArrayExpression') return [];
    const decorators = list.elements.flatMap((element): Decorator[] =>
      element ? [{ type: 'Decorator', expression: element.expression, span: value.span }] : [],
    );
    if (target?.type === 'Identifier') return [{ className: target.value, method: undefined, decorators }];
    if (target?.type !== 'MemberExpression' || target.object.type !== 'Identifier') return [];
    if (name?.type !== 'StringLiteral') return [];
    const method = { name: name.value, start: name.span.start };
    return [{ className: target.object.value, method, decorators }];
  });
}
