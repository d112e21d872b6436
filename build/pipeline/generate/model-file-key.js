/**
 * The part of the generator's own GenerateContext that is read here; Prisma exports no types for it.
 *
 * @typedef {{ location: string, namespace?: string, type: string }} TypeReference
 * @typedef {{ inputTypes: TypeReference[] }} InputField a field of an input type, or an argument
 * @typedef {{ args: InputField[], outputType: TypeReference }} OutputField
 * @typedef {{ name: string, fields: OutputField[] }} OutputType
 * @typedef {{ fields: InputField[], meta?: { grouping?: string } }} InputType
 *
 * @typedef {object} Dmmf
 * @property {{ prisma?: InputType[] }} inputObjectTypes
 * @property {Record<'model' | 'prisma', Record<string, OutputType | undefined>>} outputTypeMap
 * @property {(type: TypeReference) => OutputType | undefined} resolveOutputObjectType
 * @property {Record<string, Record<string, string> | undefined>} mappingsMap
 * @property {Record<string, OutputField | undefined>} rootFieldMap
 * @property {Iterable<string>} compositeNames
 * @property {Record<string, unknown>} typeAndModelMap
 *
 * @typedef {object} GenerateContext
 * @property {Dmmf} dmmf
 * @property {{ typeRefNeedsGenericModelArg: (type: TypeReference) => boolean }} genericArgsInfo
 * @property {{ previewFeatures: unknown }} generator
 * @property {unknown} runtimeImport
 * @property {unknown} provider
 * @property {(name: string) => string} importFileName
 * @property {(name: string) => string} outputFileName
 */

/** Output types that belong to one model, by the names Prisma gives them; `*` is the model. */
const ownOutputTypes = {
  model: ['*', 'CreateMany*AndReturnOutputType', 'UpdateMany*AndReturnOutputType'],
  prisma: [
    'Aggregate*',
    '*GroupByOutputType',
    '*AvgAggregateOutputType',
    '*SumAggregateOutputType',
    '*MinAggregateOutputType',
    '*MaxAggregateOutputType',
    '*CountAggregateOutputType',
    '*CountOutputType',
  ],
};

/** @type {WeakMap<object, Map<string | undefined, InputType[]>>} */
const groupedInputTypes = new WeakMap();

/**
 * Input types the generator puts into the file of a model.
 * @param {Dmmf} dmmf
 * @param {string} name
 */
function inputTypesOf(dmmf, name) {
  let groups = groupedInputTypes.get(dmmf);
  if (groups === undefined) {
    groups = new Map();
    for (const type of dmmf.inputObjectTypes.prisma ?? []) {
      const group = groups.get(type.meta?.grouping);
      if (group) group.push(type);
      else groups.set(type.meta?.grouping, [type]);
    }
    groupedInputTypes.set(dmmf, groups);
  }
  return groups.get(name) ?? [];
}

/** @param {Dmmf} dmmf */
function outputTypesOf(dmmf, /** @type {string} */ name) {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return [
    ...ownOutputTypes.model.map((pattern) => dmmf.outputTypeMap.model[pattern.replace('*', name)]),
    ...ownOutputTypes.prisma.map((pattern) => dmmf.outputTypeMap.prisma[pattern.replace('*', capital)]),
  ];
}

/**
 * What the generator asks about another model: whether it has relations, for `include` in the arguments of ours.
 * @param {Dmmf} dmmf
 * @param {OutputField} field
 */
function relatedType(dmmf, field) {
  const type = field.args.length > 0 ? dmmf.resolveOutputObjectType(field.outputType) : undefined;
  if (!type) return null;
  return [type.name, type.fields.some(({ outputType }) => outputType.location === 'outputObjectTypes')];
}

/** @type {WeakMap<object, TypeReference[]>} */
const distinctReferences = new WeakMap();

/**
 * One reference for each type that fields or arguments refer to; the object that has them stays the same for as long
 * as they do.
 * @param {object} owner
 * @param {InputField[]} fields
 */
function referencesOf(owner, fields) {
  let references = distinctReferences.get(owner);
  if (references === undefined) {
    const all = fields.flatMap((field) => field.inputTypes);
    references = [...new Map(all.map((it) => [`${it.location} ${it.namespace} ${it.type}`, it])).values()];
    distinctReferences.set(owner, references);
  }
  return references;
}

/**
 * Everything the generator reads to render the file of one model: what the DMMF's reader keeps the same is told by
 * identity, the rest by its text.
 * @typedef {unknown[]} ModelFileKey
 */

/**
 * @param {GenerateContext} context
 * @param {string} name of a model or composite type
 * @returns {ModelFileKey}
 */
export function modelFileKey(context, name) {
  const { dmmf, genericArgsInfo } = context;
  const mapping = dmmf.mappingsMap[name];
  const rootFields = Object.values(mapping ?? {}).map((field) => dmmf.rootFieldMap[field]);
  const outputs = outputTypesOf(dmmf, name);
  const inputs = inputTypesOf(dmmf, name);
  const fields = outputs.flatMap((type) => type?.fields ?? []);
  const references = [
    ...[...rootFields, ...fields].flatMap((field) =>
      field && field.args.length > 0 ? referencesOf(field, field.args) : [],
    ),
    ...inputs.flatMap((type) => referencesOf(type, type.fields)),
  ];
  // Whether a type takes the model as a parameter depends on types of other models.
  const generic = references
    .map((it) => (genericArgsInfo.typeRefNeedsGenericModelArg(it) ? '1' : '0'))
    .join('');
  const rest = [
    [context.runtimeImport, context.importFileName(''), context.outputFileName(''), context.provider],
    context.generator.previewFeatures,
    [...dmmf.compositeNames],
    dmmf.typeAndModelMap[name],
    mapping,
    outputs,
    fields.map((field) => relatedType(dmmf, field)),
  ];
  return [generic, JSON.stringify(rest), ...rootFields, null, ...inputs];
}

/** @param {ModelFileKey} a @param {ModelFileKey} b @returns {boolean} true: the files are equal too */
export function isSameKey(a, b) {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
