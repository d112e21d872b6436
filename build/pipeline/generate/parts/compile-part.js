import { createRequire } from 'node:module';
import {
  compileFields,
  compileInputType,
  compileOutputType,
  inputReferences,
  outputReferences,
} from './compile-types.js';
import { typeId } from './name-table.js';
import { orderTypes } from './order-types.js';
import { PartsError } from './parts-error.js';

const require = createRequire(import.meta.url);
const { externalToInternalDmmf } = require('@prisma/internals');
const dmmf = createRequire(require.resolve('@prisma/client-generator-ts'))('@prisma/dmmf');

/** @typedef {Exclude<keyof import('@prisma/dmmf').ModelMapping, 'model' | 'plural'>} Action */
/** @type {Action[]} */
const actions = Object.keys(dmmf.ModelAction).map((action) => /** @type {Action} */ (action));

/**
 * @typedef {import('@prisma/dmmf').Document} Document
 * @typedef {import('@prisma/dmmf').InputType} InputType
 * @typedef {import('@prisma/dmmf').OutputType} OutputType
 * @typedef {import('@prisma/dmmf').SchemaField} SchemaField
 * @typedef {import('./name-table.js').Names} Names
 *
 * @typedef {object} ModelRoots what Query and Mutation say of a model
 * @property {number[]} query
 * @property {number[]} mutation
 * @property {number[]} operations for the parameter graph: (word of the root, count, arguments…, output type + 1)…
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

/**
 * Input types that stand in the file of the first model that uses them: the engine makes them where a field asks for
 * them, and writes down the model of that field.
 */
const claimed = /(?:FieldUpdateOperationsInput|NullableListFilter)$/;

/** @type {ReadonlySet<number>} */
const nothing = new Set();

/** @param {string} name of an input type */
export function isClaimed(name) {
  return claimed.test(name);
}

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
  const leadingEnums = checkOrder(order, inputs, enums, fieldRefs);

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
 * @param {InputType} type
 * @param {string | undefined} group the model whose file it stands in
 * @returns {InputType}
 */
export function withGroup(type, group) {
  const { source } = type.meta ?? {};
  const meta = { ...(source !== undefined && { source }), ...(group !== undefined && { grouping: group }) };
  return { ...type, meta };
}

/**
 * @template Key, Item
 * @param {readonly Item[] | undefined} items a schema without models has no list of some types
 * @param {(item: Item) => Key} keyOf
 * @returns {Map<Key, Item>}
 */
function mapOf(items, keyOf) {
  return new Map((items ?? []).map((item) => [keyOf(item), item]));
}

/**
 * Compares our order with that of the description: what holds for a part holds for the whole.
 *
 * @param {ReturnType<typeof orderTypes>} expected
 * @param {ReadonlyMap<number, InputType>} inputs
 * @param {ReadonlyMap<number, import('@prisma/dmmf').SchemaEnum>} enums
 * @param {ReadonlyMap<number, import('@prisma/dmmf').FieldRefType>} fieldRefs
 * @returns {import('@prisma/dmmf').SchemaEnum[]} enums that no type refers to
 */
function checkOrder({ order, parentOf }, inputs, enums, fieldRefs) {
  const met = new Set(order);
  const leading = [...enums].filter(([id]) => !met.has(id));
  for (const [list, before] of /** @type {const} */ ([
    [inputs, 0],
    [enums, leading.length],
    [fieldRefs, 0],
  ])) {
    const described = [...list.keys()].slice(before);
    const found = order.filter((id) => list.has(id));
    if (described.length !== found.length || described.some((id, at) => id !== found[at])) {
      throw new PartsError("Prisma's description has its types in another order.");
    }
  }
  for (const [id, { name, meta }] of inputs) {
    if (!isClaimed(name)) continue;
    const parent = inputs.get(parentOf(id) ?? -1);
    if (meta?.grouping === undefined || parent?.meta?.grouping !== meta.grouping) {
      throw new PartsError(`${name} does not stand with the type that refers to it first.`);
    }
  }
  return leading.map(([, type]) => type);
}

/**
 * @param {import('@prisma/dmmf').ModelMapping} mapping
 * @param {ReadonlyMap<string, SchemaField>} rootFields
 * @param {ReadonlySet<SchemaField>} queryFields
 * @param {Names} names
 * @returns {ModelRoots}
 */
function compileRoots(mapping, rootFields, queryFields, names) {
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
function ownOutputs({ datamodel, mappings }, own, outputs, rootFields, types) {
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

/**
 * @param {readonly { readonly name: string }[]} models
 * @param {ReadonlyMap<number, string>} groups
 * @param {ReadonlyMap<number, InputType>} shared
 * @param {(id: number) => ReadonlySet<number>} referencesOf
 */
function claimsOf(models, groups, shared, referencesOf) {
  const places = new Map(models.map(({ name }, index) => [name, index]));
  /** @type {Map<number, string>} */
  const claims = new Map();
  for (const [id, model] of groups) {
    for (const reference of referencesOf(id)) {
      if (!isClaimed(shared.get(reference)?.name ?? '')) continue;
      const other = claims.get(reference);
      if (other === undefined || (places.get(model) ?? 0) < (places.get(other) ?? 0))
        claims.set(reference, model);
    }
  }
  return claims;
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
