import { createRequire } from 'node:module';
import { checkTypeOrder } from './check-type-order.js';
import { claimsOf, isClaimed, withGroup } from './claimed-types.js';
import { compileInputType, compileOutputType, inputReferences, outputReferences } from './compile-types.js';
import { mapOf } from './map-of.js';
import { compileRoots, ownOutputs } from './model-roots.js';
import { orderTypes } from './order-types.js';
import { PartsError } from './parts-error.js';

const require = createRequire(import.meta.url);
const { externalToInternalDmmf } = require('@prisma/internals');

/**
 * @typedef {import('@prisma/dmmf').Document} Document
 * @typedef {import('@prisma/dmmf').InputType} InputType
 * @typedef {import('@prisma/dmmf').OutputType} OutputType
 * @typedef {import('@prisma/dmmf').SchemaField} SchemaField
 * @typedef {import('./name-table.js').Names} Names
 * @typedef {import('./model-roots.js').ModelRoots} ModelRoots
 *
 * @typedef {object} CompiledPart what is kept of the description of a part
 * @property {readonly import('@prisma/dmmf').Model[]} models its own, in the order of the schema
 * @property {readonly import('@prisma/dmmf').DatamodelEnum[]} enums its own
 * @property {ReadonlyMap<string, import('@prisma/dmmf').ModelMapping>} mappings of its own models, as they come
 * @property {Document['mappings']['otherOperations']} otherOperations
 * @property {ReadonlySet<string>} outputModels those of its models that have a file
 * @property {ReadonlyMap<string, ModelRoots>} roots by model
 * @property {Int32Array} records see compile-types.js
 * @property {ReadonlyMap<number, number>} places of types in the records
 * @property {ReadonlyMap<number, string>} groups models whose files types stand in
 * @property {ReadonlyMap<number, InputType>} shared those of no model, and those that are claimed, without a model
 * @property {ReadonlyMap<number, string>} claims of claimed types, the first of its models that uses them
 * @property {readonly import('@prisma/dmmf').SchemaEnum[]} leadingEnums those no type refers to
 * @property {ReadonlyMap<number, import('@prisma/dmmf').SchemaEnum>} schemaEnums
 * @property {ReadonlyMap<number, import('@prisma/dmmf').FieldRefType>} fieldRefs
 */

/** @type {ReadonlySet<number>} */
const nothing = new Set();

/**
 * Keeps of the description of a part what its own models bring, and what all parts have alike.
 *
 * @param {Document} document
 * @param {ReadonlySet<string>} own models, views and enums; other models are neighbours, cut to what the own ones need
 * @param {Names} names
 * @returns {CompiledPart}
 * @throws PartsError when the description is not made as expected
 */
export function compilePart(document, own, names) {
  const { schema } = document;
  const { types } = names;
  const inputs = mapOf(schema.inputObjectTypes.prisma, ({ name }) => types.id(`iprisma.${name}`));
  const outputs = new Map([
    ...mapOf(schema.outputObjectTypes.model, ({ name }) => types.id(`omodel.${name}`)),
    ...mapOf(schema.outputObjectTypes.prisma, ({ name }) => types.id(`oprisma.${name}`)),
  ]);
  const enums = mapOf(schema.enumTypes.prisma, ({ name }) => types.id(`eprisma.${name}`));
  const fieldRefs = mapOf(schema.fieldRefTypes.prisma, ({ name }) => types.id(`fprisma.${name}`));
  if ((schema.inputObjectTypes.model ?? []).length > 0)
    throw new PartsError('It has input types of a model.');

  const [query, mutation] = schema.outputObjectTypes.prisma;
  if (query?.name !== 'Query' || mutation?.name !== 'Mutation')
    throw new PartsError('It begins another way.');
  /** @type {Map<number, ReadonlySet<number>>} */
  const references = new Map([
    ...[...inputs].map(([id, { fields }]) => /** @type {const} */ ([id, inputReferences(names, fields)])),
    ...[...outputs].map(([id, { fields }]) => /** @type {const} */ ([id, outputReferences(names, fields)])),
  ]);
  /** @param {number} id */
  const referencesOf = (id) => references.get(id) ?? nothing;
  const order = orderTypes(
    [outputReferences(names, query.fields), outputReferences(names, mutation.fields)],
    referencesOf,
    types.size,
  );
  const leadingEnums = checkTypeOrder(order, inputs, enums, fieldRefs);

  /** @type {Document} */
  const internal = externalToInternalDmmf(document);
  const rootFields = mapOf([...query.fields, ...mutation.fields], ({ name }) => name);
  const queryFields = new Set(query.fields);
  /** @type {Map<string, ModelRoots>} */
  const roots = new Map();
  for (const mapping of internal.mappings.modelOperations) {
    if (own.has(mapping.model)) {
      roots.set(mapping.model, compileRoots(mapping, rootFields, queryFields, names));
    }
  }

  /** @type {number[]} */
  const records = [];
  /** @type {Map<number, number>} */
  const places = new Map();
  /** @type {Map<number, string>} */
  const groups = new Map();
  /** @type {Map<number, InputType>} */
  const shared = new Map();
  for (const [id, type] of inputs) {
    const group = type.meta?.grouping;
    if (group === undefined || isClaimed(type.name)) {
      shared.set(id, names.alike(id, withGroup(type, undefined)));
    } else if (own.has(group)) groups.set(id, group);
    else continue;
    places.set(id, records.length);
    compileInputType(names, type, referencesOf(id), records);
  }
  for (const [id, type] of ownOutputs(internal, own, outputs, rootFields, types)) {
    places.set(id, records.length);
    compileOutputType(names, type, referencesOf(id), records);
  }
  /** @type {<Item extends object>(items: ReadonlyMap<number, Item>) => Map<number, Item>} */
  const alike = (items) => new Map([...items].map(([id, item]) => [id, names.alike(id, item)]));
  const models = document.datamodel.models.filter(({ name }) => own.has(name));
  return {
    models,
    enums: document.datamodel.enums.filter(({ name }) => own.has(name)),
    mappings: mapOf(
      document.mappings.modelOperations.filter(({ model }) => own.has(model)),
      ({ model }) => model,
    ),
    otherOperations: document.mappings.otherOperations,
    outputModels: new Set(
      models.map(({ name }) => name).filter((name) => outputs.has(types.id(`omodel.${name}`))),
    ),
    roots,
    records: Int32Array.from(records),
    places,
    groups,
    shared,
    claims: claimsOf(models, groups, shared, referencesOf),
    leadingEnums,
    schemaEnums: alike(ownEnums(enums, [...groups.keys(), ...shared.keys()], referencesOf, roots)),
    fieldRefs: alike(fieldRefs),
  };
}

/**
 * Enums of the description whose values are those of the whole schema: those of a neighbour lack what it was cut of.
 *
 * @param {ReadonlyMap<number, import('@prisma/dmmf').SchemaEnum>} enums
 * @param {readonly number[]} inputs that are kept
 * @param {(id: number) => ReadonlySet<number>} referencesOf
 * @param {ReadonlyMap<string, ModelRoots>} roots
 */
function ownEnums(enums, inputs, referencesOf, roots) {
  const used = new Set([
    ...[...roots.values()].flatMap(({ query, mutation }) => [...query, ...mutation]),
    ...inputs.flatMap((id) => [...referencesOf(id)]),
  ]);
  return new Map([...enums].filter(([id]) => used.has(id)));
}
