/**
 * @typedef {object} CompiledDecorators what a compiler made of decorators: on a class, or on one of its methods
 * @property {string} className
 * @property {{ readonly name: string, readonly start: number } | undefined} method undefined: they are on the class
 * @property {readonly import('@swc/core').Decorator[]} decorators
 */

/**
 * `A = decorate([Controller('x')], A)` and `decorate([Get('y')], A.prototype, 'get', null)`, with whatever the helper is
 * called: what TypeScript and SWC write.
 *
 * @param {readonly import('@swc/core').ModuleItem[]} items
 * @returns {CompiledDecorators[]}
 */
export function compiledDecorators(items) {
  return items.flatMap((item) => decoratorsOf(item) ?? []);
}

/**
 * @param {import('@swc/core').ModuleItem} item
 * @returns {CompiledDecorators | undefined}
 */
function decoratorsOf(item) {
  if (item.type !== 'ExpressionStatement') return undefined;
  let value = item.expression;
  while (value.type === 'AssignmentExpression') value = value.right;
  if (value.type !== 'CallExpression') return undefined;
  const { arguments: args, span } = value;
  const [list, target, name] = args.map(({ expression }) => expression);
  if (list?.type !== 'ArrayExpression') return undefined;
  const decorators = list.elements.flatMap((element) =>
    element ? [{ type: /** @type {const} */ ('Decorator'), expression: element.expression, span }] : [],
  );
  if (target?.type === 'Identifier') return { className: target.value, method: undefined, decorators };
  if (target?.type !== 'MemberExpression' || target.object.type !== 'Identifier') return undefined;
  if (name?.type !== 'StringLiteral') return undefined;
  const method = { name: name.value, start: name.span.start };
  return { className: target.object.value, method, decorators };
}
