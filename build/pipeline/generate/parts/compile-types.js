import { createRequire } from 'node:module';
import { typeId } from './name-table.js';

const require = createRequire(import.meta.url);
const generatorRequire = createRequire(require.resolve('@prisma/client-generator-ts'));
const builderRequire = createRequire(generatorRequire.resolve('@prisma/param-graph-builder'));
const { EdgeFlag, scalarTypeToMask } = builderRequire('@prisma/param-graph');

/**
 * Types of Prisma's description as numbers, one after the other: what they refer to, in order, and what the parameter
 * graph asks of their fields.
 *
 *     input type: count, references…, count, fields…
 *     field: word, mask of scalars, flags, word of the enum + 1, count, objects… (type * 2 + is a list)
 *     output type: count, references…, count, (word, count, arguments as fields…, output type + 1)…
 *
 * @typedef {import('@prisma/dmmf').InputType} InputType
 * @typedef {import('@prisma/dmmf').OutputType} OutputType
 * @typedef {import('@prisma/dmmf').SchemaArg} SchemaArg
 * @typedef {import('@prisma/dmmf').SchemaField} SchemaField
 * @typedef {import('./name-table.js').Names} Names
 */

/** @param {Names} names @param {readonly SchemaArg[]} fields @param {Set<number>} references */
function referToArguments({ types }, fields, references) {
  for (const { inputTypes } of fields) {
    for (const type of inputTypes) {
      const id = typeId(types, type);
      if (id !== undefined) references.add(id);
    }
  }
}

/**
 * In the order in which Prisma's engine comes to them.
 *
 * @param {Names} names
 * @param {readonly SchemaField[]} fields
 * @returns {Set<number>}
 */
export function outputReferences(names, fields) {
  /** @type {Set<number>} */
  const references = new Set();
  for (const { args, outputType } of fields) {
    referToArguments(names, args, references);
    const id = typeId(names.types, outputType);
    if (id !== undefined) references.add(id);
  }
  return references;
}

/** @param {Names} names @param {readonly SchemaArg[]} fields @returns {Set<number>} */
export function inputReferences(names, fields) {
  /** @type {Set<number>} */
  const references = new Set();
  referToArguments(names, fields, references);
  return references;
}

/**
 * What the graph asks of one field, as DMMFTraverser#mergeFieldVariants does.
 *
 * @param {Names} names
 * @param {SchemaArg} field
 * @param {number[]} into
 * @returns {boolean} false: nothing of it is in the graph
 */
function compileField({ types, words }, { name, inputTypes, isParameterizable }, into) {
  let mask = 0;
  let flags = 0;
  let enumWord = 0;
  /** @type {Set<number>} */
  const objects = new Set();
  for (const type of inputTypes) {
    if (type.location === 'inputObjectTypes') {
      objects.add((typeId(types, type) ?? 0) * 2 + (type.isList ? 1 : 0));
    } else if (isParameterizable && type.location === 'scalar') {
      mask |= scalarTypeToMask(type.type);
      flags |= type.isList ? EdgeFlag.ParamListScalar : EdgeFlag.ParamScalar;
    } else if (
      isParameterizable &&
      type.location === 'enumTypes' &&
      type.namespace === 'model' &&
      enumWord === 0
    ) {
      enumWord = words.id(type.type) + 1;
      flags |= type.isList ? EdgeFlag.ParamListEnum : EdgeFlag.ParamEnum;
    }
  }
  if (flags === 0 && objects.size === 0) return false;
  into.push(words.id(name), mask, flags, enumWord, objects.size, ...objects);
  return true;
}

/** @param {Names} names @param {readonly SchemaArg[]} fields @param {number[]} into */
export function compileFields(names, fields, into) {
  const count = into.push(0) - 1;
  for (const field of fields) if (compileField(names, field, into)) into[count] = (into[count] ?? 0) + 1;
}

/** @param {Names} names @param {InputType} type @param {ReadonlySet<number>} references @param {number[]} into */
export function compileInputType(names, { fields }, references, into) {
  into.push(references.size, ...references);
  compileFields(names, fields, into);
}

/** @param {Names} names @param {OutputType} type @param {ReadonlySet<number>} references @param {number[]} into */
export function compileOutputType(names, { fields }, references, into) {
  into.push(references.size, ...references);
  const count = into.push(0) - 1;
  for (const { name, args, outputType } of fields) {
    const isObject = outputType.location === 'outputObjectTypes';
    if (args.length === 0 && !isObject) continue;
    into.push(names.words.id(name));
    compileFields(names, args, into);
    into.push(isObject ? (typeId(names.types, outputType) ?? 0) + 1 : 0);
    into[count] = (into[count] ?? 0) + 1;
  }
}
