/** @typedef {import('./code-facts.ts').Written} Written */
/** @typedef {import('./spans-in.js').SpanOf} SpanOf */
/** @typedef {import('@swc/core').Expression} Expression */

/**
 * Reads a decorator's expression, or one that stands for a decorator.
 *
 * @param {Expression} expression
 * @param {SpanOf} spanOf
 * @returns {Written}
 */
export function written(expression, spanOf) {
  switch (expression.type) {
    case 'ParenthesisExpression':
    case 'TsAsExpression':
    case 'TsNonNullExpression':
    case 'TsSatisfiesExpression':
    case 'TsConstAssertion':
      return written(expression.expression, spanOf);
    case 'Identifier':
    case 'MemberExpression':
      return named(expression, [], spanOf);
    case 'CallExpression': {
      const { callee, arguments: all } = expression;
      if (callee.type === 'Super' || callee.type === 'Import') return { kind: 'unclear', text: 'a call' };
      return named(
        callee,
        all.map((one) => one.expression),
        spanOf,
      );
    }
    default:
      return { kind: 'unclear', text: 'what is computed here' };
  }
}

/**
 * @param {Expression} callee
 * @param {readonly Expression[]} args
 * @param {SpanOf} spanOf
 * @returns {Written}
 */
function named(callee, args, spanOf) {
  const name = nameOf(callee);
  if (name === undefined) return { kind: 'unclear', text: 'what is computed here' };
  const parts = args.flatMap((one) => (isDecoratorLike(one) ? [written(one, spanOf)] : []));
  return { kind: 'named', name, texts: args.flatMap((one) => textOf(one, spanOf)), parts };
}

/**
 * @param {Expression} expression
 * @returns {string | undefined}
 */
function nameOf(expression) {
  if (expression.type === 'Identifier') return expression.value;
  if (expression.type === 'ParenthesisExpression') return nameOf(expression.expression);
  if (expression.type !== 'MemberExpression') return undefined;
  const { object, property } = expression;
  const isPlain = object.type === 'Identifier' && property.type === 'Identifier';
  return isPlain ? `${object.value}.${property.value}` : undefined;
}

/**
 * A spread list of decorators cannot be followed; it is one, whatever it is.
 *
 * @param {Expression} expression
 */
function isDecoratorLike({ type }) {
  return type === 'CallExpression' || type === 'Identifier' || type === 'ConditionalExpression';
}

/**
 * @param {Expression} expression
 * @param {SpanOf} spanOf
 * @returns {import('./code-facts.ts').WrittenText[]}
 */
function textOf(expression, spanOf) {
  if (expression.type === 'TsAsExpression' || expression.type === 'TsConstAssertion') {
    return textOf(expression.expression, spanOf);
  }
  return expression.type === 'StringLiteral'
    ? [{ value: expression.value, span: spanOf(expression.span) }]
    : [];
}

/**
 * What an expression may come to: both ways of a condition.
 *
 * @param {Expression} expression
 * @param {SpanOf} spanOf
 * @returns {Written[]}
 */
export function alternatives(expression, spanOf) {
  if (expression.type === 'ParenthesisExpression') return alternatives(expression.expression, spanOf);
  if (expression.type !== 'ConditionalExpression') return [written(expression, spanOf)];
  return [...alternatives(expression.consequent, spanOf), ...alternatives(expression.alternate, spanOf)];
}

/**
 * What the function with these statements may return; those of functions inside are not its own.
 *
 * @param {readonly import('@swc/core').Statement[]} statements
 * @param {SpanOf} spanOf
 * @returns {Written[]}
 */
export function returned(statements, spanOf) {
  return statements.flatMap((statement) => {
    switch (statement.type) {
      case 'ReturnStatement':
        return statement.argument ? alternatives(statement.argument, spanOf) : [nothing];
      case 'BlockStatement':
        return returned(statement.stmts, spanOf);
      case 'IfStatement':
        return returned(
          [statement.consequent, ...(statement.alternate ? [statement.alternate] : [])],
          spanOf,
        );
      case 'SwitchStatement':
        return statement.cases.flatMap((one) => returned(one.consequent, spanOf));
      case 'TryStatement':
        return [statement.block, statement.handler?.body, statement.finalizer].flatMap((block) =>
          block ? returned(block.stmts, spanOf) : [],
        );
      default:
        return [];
    }
  });
}

/** @type {Written} */
const nothing = { kind: 'unclear', text: 'a return without a decorator' };
