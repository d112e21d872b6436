/** As in build/pipeline/generate/runtime-part.ts, which makes no new `class.ts` where this is missing. */
const described = /^config\.runtimeDataModel = /m;

/**
 * A loader of webpack's for `internal/class.ts` of the generated client: what the module describes of the schema is told
 * to src/database/newest-schema.ts.
 *
 * @param {string} source
 */
// eslint-disable-next-line no-restricted-syntax -- webpack wants it so.
export default function tellClientConfig(source) {
  return described.test(source) ? `${source}\nglobalThis.tesseraClientConfig = config;\n` : source;
}
