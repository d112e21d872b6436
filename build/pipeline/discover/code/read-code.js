// Plain JavaScript, with what it imports, because it also runs on the second core (read-code-task.js).
import { types } from 'node:util';
import { parseSync } from '@swc/core';
import { collectFacts } from './collect-facts.js';
import { compiledDecorators } from './compiled-decorators.js';
import { describeParseError } from './describe-parse-error.js';
import { linksOf } from './links-of.js';
import { makersOf } from './makers-of.js';
import { spansIn } from './spans-in.js';
import { written } from './written.js';

/**
 * Reads a TypeScript or JavaScript file with one parse; everything that is asked about code follows from this.
 *
 * @param {string} source
 * @param {boolean} [isTsx]
 * @returns {import('./code-facts.ts').CodeReading}
 */
export function readCode(source, isTsx = false) {
  let module;
  try {
    module = parseSync(source, { syntax: 'typescript', tsx: isTsx, decorators: true, target: 'es2022' });
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    return { status: 'unreadable', ...describeParseError(message, source) };
  }
  const items = module.body;
  const spanOf = spansIn(source);
  const { classes, specifiers } = collectFacts(source, items, spanOf);
  return {
    status: 'parsed',
    ...linksOf(items),
    specifiers,
    makers: makersOf(items, spanOf),
    classes: withCompiled(classes, items, spanOf),
    lineStarts: lineStarts(source),
  };
}

/**
 * Compiled code has its decorators in calls after the class.
 *
 * @param {readonly import('./code-facts.ts').ClassFacts[]} classes
 * @param {readonly import('@swc/core').ModuleItem[]} items
 * @param {import('./spans-in.js').SpanOf} spanOf
 * @returns {readonly import('./code-facts.ts').ClassFacts[]}
 */
function withCompiled(classes, items, spanOf) {
  const compiled = compiledDecorators(items);
  if (compiled.length === 0) return classes;
  return classes.map((one) => {
    const own = compiled.filter(({ className }) => className === one.name);
    /** @param {(typeof own)[number]} part */
    const readAll = (part) => part.decorators.map(({ expression }) => written(expression, spanOf));
    const methods = own.flatMap((part) => {
      if (!part.method) return [];
      const { name, start } = part.method;
      return [{ name, span: spanOf({ start, end: start + name.length }), decorators: readAll(part) }];
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

/** @param {string} text */
function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
