/** webpack's cache of module instances, by id. */
declare const __webpack_require__: { readonly c: Record<string, unknown> };

/**
 * Runs a part of the program that evaluates modules. When it fails, the modules it evaluated are forgotten: one
 * that threw half-way would otherwise be taken for a whole one the next time.
 */
export async function evaluateWhole<T>(evaluate: () => Promise<T>): Promise<T> {
  const cache = __webpack_require__.c;
  const before = new Set(Object.values(cache));
  try {
    return await evaluate();
  } catch (error) {
    for (const [id, instance] of Object.entries(cache)) {
      if (!before.has(instance)) Reflect.deleteProperty(cache, id);
    }
    throw error;
  }
}
