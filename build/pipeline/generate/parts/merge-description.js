/**
 * @typedef {import('@prisma/dmmf').Document} Document
 * @typedef {import('./compile-part.js').CompiledPart} CompiledPart
 *
 * @typedef {object} SchemaOrder names in the order of the schema
 * @property {readonly string[]} models views after all models
 * @property {readonly string[]} enums
 */

/**
 * A description of the whole schema with what the files that speak of all models are rendered from, and nothing else: no
 * type of one model, no fields of results.
 *
 * @param {readonly CompiledPart[]} parts in the order of the schema, one at least
 * @param {SchemaOrder} order
 * @param {import('./assemble-parts.js').AssembledSchema} assembled
 * @returns {Document}
 */
export function mergeDescription(parts, { models, enums }, { sharedTypes, schemaEnums, fieldRefs }) {
  const described = new Map(parts.flatMap((part) => part.models.map((model) => [model.name, model])));
  const mappings = new Map(parts.flatMap((part) => [...part.mappings]));
  const withFile = new Set(parts.flatMap((part) => [...part.outputModels]));
  const describedEnums = new Map(parts.flatMap((part) => part.enums.map((one) => [one.name, one])));
  return {
    datamodel: {
      models: models.flatMap((name) => described.get(name) ?? []),
      enums: enums.flatMap((name) => describedEnums.get(name) ?? []),
      types: [],
      indexes: [],
    },
    schema: {
      inputObjectTypes: { prisma: [...sharedTypes] },
      outputObjectTypes: {
        model: models.filter((name) => withFile.has(name)).map((name) => ({ name, fields: [] })),
        prisma: ['Query', 'Mutation'].map((name) => ({ name, fields: [] })),
      },
      enumTypes: { prisma: [...schemaEnums], model: [] },
      fieldRefTypes: { prisma: [...fieldRefs] },
    },
    mappings: {
      modelOperations: models.flatMap((name) => mappings.get(name) ?? []),
      otherOperations: parts[0]?.otherOperations ?? { read: [], write: [] },
    },
  };
}
