import { createRequire } from 'node:module';
import { isClaimed, withGroup } from './claimed-types.js';

const require = createRequire(import.meta.url);
const { externalToInternalDmmf } = require('@prisma/internals');

/** @typedef {import('@prisma/dmmf').Document} Document */

/**
 * The context of the generator for another description, with the same settings.
 *
 * @param {import('./render-parts.js').Rendering} rendering
 * @param {Document} document
 * @returns {import('../open-generator.js').GenerateContext}
 */
export function withDocument({ context }, document) {
  const Helper = /** @type {new (document: unknown) => object} */ (context.dmmf.constructor);
  const GenericArgs = /** @type {new (dmmf: object) => object} */ (context.genericArgsInfo.constructor);
  const dmmf = new Helper(externalToInternalDmmf(document));
  const scoped = Object.create(Object.getPrototypeOf(context));
  return Object.assign(scoped, context, { dmmf, genericArgsInfo: new GenericArgs(dmmf) });
}

/** @param {Document} document @param {(types: readonly import('@prisma/dmmf').InputType[]) => import('@prisma/dmmf').InputType[]} change @returns {Document} */
function withInputTypes(document, change) {
  const { schema } = document;
  const inputObjectTypes = {
    ...schema.inputObjectTypes,
    prisma: change(schema.inputObjectTypes.prisma ?? []),
  };
  return { ...document, schema: { ...schema, inputObjectTypes } };
}

/** @param {Document} document @param {(type: string) => string | undefined} modelOf */
export function withClaims(document, modelOf) {
  return withInputTypes(document, (types) =>
    types.map((type) => (isClaimed(type.name) ? withGroup(type, modelOf(type.name)) : type)),
  );
}

/** @param {Document} document @param {(type: string) => number} placeOf */
export function inOrder(document, placeOf) {
  return withInputTypes(document, (types) => [...types].sort((a, b) => placeOf(a.name) - placeOf(b.name)));
}

/** @param {Document} document @param {string} model @param {import('./name-table.js').Names} names */
export function typesInFile({ schema }, model, { types }) {
  return (schema.inputObjectTypes.prisma ?? [])
    .filter(({ meta }) => meta?.grouping === model)
    .map(({ name }) => types.id(`iprisma.${name}`))
    .join();
}
