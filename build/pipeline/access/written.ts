import { type Expression, type Statement } from '@swc/core';
import { type Place, type Written, type WrittenText } from './file-facts.ts';

/** Where a node of the parser is in its file. */
export type PlaceOf = (span: { readonly start: number; readonly end: number }) => Place;

/** Reads a decorator's expression, or one that stands for a decorator. */
export function written(expression: Expression, placeOf: PlaceOf): Written {
  switch (expression.type) {
    case 'ParenthesisExpression':
    case 'TsAsExpression':
    case 'TsNonNullExpression':
    case 'TsSatisfiesExpression':
    case 'TsConstAssertion':
      return written(expression.expression, placeOf);
    case 'Identifier':
    case 'MemberExpression':
      return named(expression, [], placeOf);
    case 'CallExpression': {
      const { callee, arguments: all } = expression;
      if (callee.type === 'Super' || callee.type === 'Import') return { kind: 'unclear', text: 'a call' };
      return named(
        callee,
        all.map((one) => one.expression),
        placeOf,
      );
    }
    default:
      return { kind: 'unclear', text: 'what is computed here' };
  }
}

function named(callee: Expression, args: readonly Expression[], placeOf: PlaceOf): Written {
  const name = nameOf(callee);
  if (name === undefined) return { kind: 'unclear', text: 'what is computed here' };
  const parts = args.flatMap((one) => (isDecoratorLike(one) ? [written(one, placeOf)] : []));
  return { kind: 'named', name, texts: args.flatMap((one) => textOf(one, placeOf)), parts };
}

function nameOf(expression: Expression): string | undefined {
  if (expression.type === 'Identifier') return expression.value;
  if (expression.type === 'ParenthesisExpression') return nameOf(expression.expression);
  if (expression.type !== 'MemberExpression') return undefined;
  const { object, property } = expression;
  const isPlain = object.type === 'Identifier' && property.type === 'Identifier';
  return isPlain ? `${object.value}.${property.value}` : undefined;
}

/** A spread list of decorators cannot be followed; it is one, whatever it is. */
function isDecoratorLike({ type }: Expression): boolean {
  return type === 'CallExpression' || type === 'Identifier' || type === 'ConditionalExpression';
}

function textOf(expression: Expression, placeOf: PlaceOf): WrittenText[] {
  if (expression.type === 'TsAsExpression' || expression.type === 'TsConstAssertion') {
    return textOf(expression.expression, placeOf);
  }
  return expression.type === 'StringLiteral'
    ? [{ value: expression.value, place: placeOf(expression.span) }]
    : [];
}

/** What an expression may come to: both ways of a condition. */
export function alternatives(expression: Expression, placeOf: PlaceOf): Written[] {
  if (expression.type === 'ParenthesisExpression') return alternatives(expression.expression, placeOf);
  if (expression.type !== 'ConditionalExpression') return [written(expression, placeOf)];
  return [...alternatives(expression.consequent, placeOf), ...alternatives(expression.alternate, placeOf)];
}

/** What the function with these statements may return; those of functions inside are not its own. */
export function returned(statements: readonly Statement[], placeOf: PlaceOf): Written[] {
  return statements.flatMap((statement): Written[] => {
    switch (statement.type) {
      case 'ReturnStatement':
        return statement.argument ? alternatives(statement.argument, placeOf) : [nothing];
      case 'BlockStatement':
        return returned(statement.stmts, placeOf);
      case 'IfStatement':
        return returned(
          [statement.consequent, ...(statement.alternate ? [statement.alternate] : [])],
          placeOf,
        );
      case 'SwitchStatement':
        return statement.cases.flatMap((one) => returned(one.consequent, placeOf));
      case 'TryStatement':
        return [statement.block, statement.handler?.body, statement.finalizer].flatMap((block) =>
          block ? returned(block.stmts, placeOf) : [],
        );
      default:
        return [];
    }
  });
}

const nothing: Written = { kind: 'unclear', text: 'a return without a decorator' };
