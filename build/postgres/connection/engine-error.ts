/** A failure in the shape the Prisma command line understands: a `Pxxxx` code, a message for people, facts. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  /**
   * @param code Prisma's error code, for example `P1001`; `undefined` for failures Prisma has no code for.
   * @param message What happened, as the native engine words it.
   * @param meta The facts the message was made of.
   * @param isPanic The engine itself is broken (a Rust panic), not the user's database or schema.
   */
  constructor(
    readonly code: string | undefined,
    message: string,
    readonly meta: Readonly<Record<string, unknown>> = {},
    readonly isPanic = false,
  ) {
    super(message);
  }
}
