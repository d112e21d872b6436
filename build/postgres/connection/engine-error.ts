/** A failure in the shape the Prisma command line understands: a `Pxxxx` code, a message for people, facts. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  /** Prisma's error code, for example `P1001`; `undefined` for failures Prisma has no code for. */
  readonly code: string | undefined;
  /** The facts the message was made of. */
  readonly meta: Readonly<Record<string, unknown>>;
  /** The engine itself is broken (a Rust panic), not the user's database or schema. */
  readonly isPanic: boolean;

  /** @param message What happened, as the native engine words it. */
  constructor(
    code: string | undefined,
    message: string,
    meta: Readonly<Record<string, unknown>> = {},
    isPanic = false,
  ) {
    super(message);
    this.code = code;
    this.meta = meta;
    this.isPanic = isPanic;
  }
}
