import { exportedNames } from './exported-names.js';
import { outerNodes } from './outer-nodes.js';
import { specifierAt } from './specifier-at.js';
import { written } from './written.js';

/** @typedef {import('./code-facts.ts').ClassFacts} ClassFacts */
/** @typedef {import('./code-facts.ts').WrittenImport} WrittenImport */
/** @typedef {import('./spans-in.js').SpanOf} SpanOf */
/** @typedef {import('@swc/core').Class & { readonly identifier?: import('@swc/core').Identifier | null }} ClassNode */

/**
 * Every class of a file and every module it names.
 *
 * @param {string} source
 * @param {readonly import('@swc/core').ModuleItem[]} items
 * @param {SpanOf} spanOf
 * @returns {{ readonly classes: readonly ClassFacts[], readonly specifiers: readonly WrittenImport[] }}
 */
export function collectFacts(source, items, spanOf) {
  const exported = exportedNames(items);
  /** @type {ClassFacts[]} */
  const classes = [];
  /** @type {WrittenImport[]} */
  const specifiers = [];
  /** @param {object} node */
  const collect = (node) => {
    if (isClass(node)) classes.push(readClass(node, exported.get(node), spanOf));
    const specifier = specifierAt(node);
    if (specifier) specifiers.push({ specifier: specifier.value, offset: spanOf(specifier.span).offset + 1 });
  };
  const outer = outerNodes(source, items);
  if (outer) [...outer.classes, ...outer.naming].forEach(collect);
  else walk(items, collect);
  return { classes, specifiers: specifiers.sort((a, b) => a.offset - b.offset) };
}

/**
 * @param {unknown} node
 * @param {(node: object) => void} visit is called for every node, outer ones first
 */
function walk(node, visit) {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, visit);
  } else if (typeof node === 'object' && node !== null) {
    visit(node);
    for (const [key, child] of Object.entries(node)) if (key !== 'span') walk(child, visit);
  }
}

/**
 * @param {object} node
 * @returns {node is ClassNode}
 */
function isClass(node) {
  return 'type' in node && (node.type === 'ClassDeclaration' || node.type === 'ClassExpression');
}

/**
 * @param {ClassNode} node
 * @param {string | undefined} exportedAs
 * @param {SpanOf} spanOf
 * @returns {ClassFacts}
 */
function readClass({ identifier, decorators, superClass, body, span }, exportedAs, spanOf) {
  return {
    name: identifier?.value ?? 'default',
    span: identifier ? spanOf(identifier.span) : { offset: spanOf(span).offset, length: 'class'.length },
    exportedAs,
    base: superClass ? written(superClass, spanOf) : undefined,
    decorators: (decorators ?? []).map(({ expression }) => written(expression, spanOf)),
    methods: body.flatMap((member) => readMethod(member, spanOf)),
  };
}

/**
 * @param {import('@swc/core').ClassMember} member
 * @param {SpanOf} spanOf
 * @returns {import('./code-facts.ts').MethodFacts[]}
 */
function readMethod(member, spanOf) {
  if (member.type !== 'ClassMethod') return [];
  const { key } = member;
  const isPlain = key.type === 'Identifier' || key.type === 'StringLiteral';
  const decorators = (member.function.decorators ?? []).map(({ expression }) => written(expression, spanOf));
  return [{ name: isPlain ? key.value : '[computed]', span: spanOf(key.span), decorators }];
}
