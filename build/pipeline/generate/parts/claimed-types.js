/** @typedef {import('@prisma/dmmf').InputType} InputType */

/**
 * Input types that stand in the file of the first model that uses them: the engine makes them where a field asks for
 * them, and writes down the model of that field.
 */
const claimed = /(?:FieldUpdateOperationsInput|NullableListFilter)$/;

/** @param {string} name of an input type */
export function isClaimed(name) {
  return claimed.test(name);
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
 * @param {readonly { readonly name: string }[]} models
 * @param {ReadonlyMap<number, string>} groups
 * @param {ReadonlyMap<number, InputType>} shared
 * @param {(id: number) => ReadonlySet<number>} referencesOf
 */
export function claimsOf(models, groups, shared, referencesOf) {
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
