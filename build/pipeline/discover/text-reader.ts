import { type Expression, type ModuleItem } from '@swc/core';

/** The texts an expression stands for: `['']` for none, `<name>` for what this file does not know. */
export type TextReader = (expression: Expression | undefined) => readonly string[];

/** Reads texts, lists of texts, and constants of the same file. */
export function textReader(items: readonly ModuleItem[]): TextReader {
  const constants = new Map<string, Expression>();
  for (const item of items) {
    const declaration = item.type === 'ExportDeclaration' ? item.declaration : item;
    if (declaration.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === 'Identifier' && init) constants.set(id.value, init);
    }
  }
  const read = (expression: Expression | undefined, depth: number): readonly string[] => {
    switch (expression?.type) {
      case undefined:
        return [''];
      case 'StringLiteral':
        return [expression.value];
      case 'TsAsExpression':
      case 'TsConstAssertion':
      case 'ParenthesisExpression':
        return read(expression.expression, depth);
      case 'ArrayExpression':
        return expression.elements.flatMap((element) => read(element?.expression, depth));
      case 'TemplateLiteral': {
        const values = expression.expressions.map((one) => read(one, depth).join('|'));
        return [
          expression.quasis.map(({ cooked, raw }, at) => `${cooked ?? raw}${values[at] ?? ''}`).join(''),
        ];
      }
      case 'Identifier': {
        const known = depth < 5 ? constants.get(expression.value) : undefined;
        return known ? read(known, depth + 1) : [`<${expression.value}>`];
      }
      default:
        return ['<…>'];
    }
  };
  return (expression) => read(expression, 0);
}
