/** webpack's cache of module instances, by id. */
declare const __webpack_require__: { readonly c: Record<string, unknown> };

/** Forgets what the evaluation that is under way has made so far. */
let forgetUnfinished: (() => void) | undefined;

/**
 * Runs a part of the program that evaluates modules. When it fails, the modules it evaluated are forgotten: one
 * that threw half-way would otherwise be taken for a whole one the next time.
 */
export async function evaluateWhole<T>(evaluate: () => Promise<T>): Promise<T> {
  const cache = __webpack_require__.c;
  const before = new Set(Object.values(cache));
  const forget = (): void => {
    for (const [id, instance] of Object.entries(cache)) {
      if (!before.has(instance)) Reflect.deleteProperty(cache, id);
    }
  };
  forgetUnfinished = forget;
  try {
    return await evaluate();
  } catch (error) {
    // Given up meanwhile: what is new in the cache belongs to a later evaluation.
    if (forgetUnfinished === forget) forget();
    throw error;
  } finally {
    if (forgetUnfinished === forget) forgetUnfinished = undefined;
  }
}

/**
 * Forgets the modules of an evaluation that has not ended, and may never end (a top-level `await`). Two that
 * overlap would share some modules and not others: the application would have two classes of one name.
 */
export function giveUpEvaluation(): void {
  forgetUnfinished?.();
  forgetUnfinished = undefined;
}
