import { createRequire } from 'node:module';
import { compileFields, outputReferences } from './compile-types.js';
import { typeId } from './name-table.js';

const require = createRequire(import.meta.url);
const dmmf = createRequire(require.resolve('@prisma/client-generator-ts'))('@prisma/dmmf');

/** @typedef {Exclude<keyof import('@prisma/dmmf').ModelMapping, 'model' | 'plural'>} Action */
/** @type {Action[]} */
const actions = Object.keys(dmmf.ModelAction).map((action) => /** @type {Action} */ (action));

/**
 * @typedef {import('@prisma/dmmf').Document} Document
 * @typedef {import('@prisma/dmmf').OutputType} OutputType
 * @typedef {import('@prisma/dmmf').SchemaField} SchemaField
 * @typedef {import('./name-table.js').Names} Names
 *
 * @typedef {object} ModelRoots what Query and Mutation say of a model
 * @property {number[]} query
 * @property {number[]} mutation
 * @property {number[]} operations for the parameter graph: (word of the root, count, arguments…, output type + 1)…
 */

/**
 * @param {import('@prisma/dmmf').ModelMapping} mapping
 * @param {ReadonlyMap<string, SchemaField>} rootFields
 * @param {ReadonlySet<SchemaField>} queryFields
 * @param {Names} names
 * @returns {ModelRoots}
 */
export function compileRoots(mapping, rootFields, queryFields, names) {
  const own = new Set(actions.flatMap((action) => rootFields.get(mapping[action] ?? '') ?? []));
  const inOrder = [...rootFields.values()].filter((field) => own.has(field));
  /** @type {Record<string, string>} */
  const jsonActions = { create: 'createOne', update: 'updateOne', delete: 'deleteOne', upsert: 'upsertOne' };
  /** @type {number[]} */
  const operations = [];
  for (const action of actions) {
    const field = rootFields.get(mapping[action] ?? '');
    if (field === undefined) continue;
    operations.push(names.words.id(`${mapping.model}.${jsonActions[action] ?? action}`));
    compileFields(names, field.args, operations);
    const isObject = field.outputType.location === 'outputObjectTypes';
    operations.push(isObject ? (typeId(names.types, field.outputType) ?? 0) + 1 : 0);
  }
  return {
    query: [
      ...outputReferences(
        names,
        inOrder.filter((field) => queryFields.has(field)),
      ),
    ],
    mutation: [
      ...outputReferences(
        names,
        inOrder.filter((field) => !queryFields.has(field)),
      ),
    ],
    operations,
  };
}

/**
 * Output types that the roots of own models lead to, not through other models.
 *
 * @param {Document} document as the generator maps it
 * @param {ReadonlySet<string>} own
 * @param {ReadonlyMap<number, OutputType>} outputs
 * @param {ReadonlyMap<string, SchemaField>} rootFields
 * @param {Names['types']} types
 */
export function ownOutputs({ datamodel, mappings }, own, outputs, rootFields, types) {
  const neighbours = new Set(datamodel.models.map(({ name }) => name).filter((name) => !own.has(name)));
  /** @type {Map<number, OutputType>} */
  const found = new Map();
  /** @param {SchemaField['outputType']} reference */
  const visit = (reference) => {
    if (reference.location !== 'outputObjectTypes') return;
    if (reference.namespace === 'model' && neighbours.has(reference.type)) return;
    const id = typeId(types, reference) ?? 0;
    const type = outputs.get(id);
    if (type === undefined || found.has(id)) return;
    found.set(id, type);
    for (const field of type.fields) visit(field.outputType);
  };
  for (const mapping of mappings.modelOperations.filter(({ model }) => own.has(model))) {
    for (const action of actions) {
      const field = rootFields.get(mapping[action] ?? '');
      if (field !== undefined) visit(field.outputType);
    }
  }
  return found;
}
