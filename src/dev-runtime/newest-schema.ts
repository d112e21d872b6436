declare global {
  /**
   * What `internal/class.ts` of the generated client was evaluated with last: Prisma's description of the schema. Set by
   * the development server alone (build/shells/dev/carry-client-config.js), which exchanges that module without those that import
   * it: their class is then of an older schema.
   */
  var tesseraClientConfig: object | undefined;
}

/** Tells two schemas of the generated client apart; always the same outside the development server. */
export function newestSchema(): object | undefined {
  return globalThis.tesseraClientConfig;
}

/** Options that make a client speak the newest schema, whichever its class was made for. */
export function withNewestSchema(): object {
  const config = newestSchema();
  return config === undefined ? {} : { __internal: { configOverride: () => config } };
}
