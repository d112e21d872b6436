import { url as debuggerUrl } from 'node:inspector';

/** The host waits somewhat longer before it takes the process for dead: see build/shells/dev/flights.ts. */
const defaultLimitMs = 60_000;

export class StartTimeoutError extends Error {
  override readonly name = 'StartTimeoutError';

  constructor(limitMs: number) {
    super(
      `The start has not ended after ${Math.round(limitMs / 1000)} seconds: something in it waits for what does not come.`,
    );
  }
}

/** How long a start waits for the end of one that was given up, when the two must not overlap. */
const endOfOtherMs = 2_000;

interface Closable {
  readonly close: () => Promise<void>;
}

/** Opens applications; of several that are being opened the newest counts. */
export class ApplicationStarts<Opened extends Closable> {
  readonly #open: (beforeOpening: () => Promise<void>) => Promise<Opened>;
  readonly #limitMs: number;
  #giveUp: () => void = () => undefined;
  #fail: ((error: unknown) => void) | undefined;
  readonly #underWay = new Set<Promise<unknown>>();

  /** @param open evaluates modules, waits for what it is given, and opens the application */
  constructor(open: (beforeOpening: () => Promise<void>) => Promise<Opened>, limitMs = defaultLimitMs) {
    this.#open = open;
    this.#limitMs = limitMs;
  }

  /** Callers that wait for an application get none; if it comes after all, it is closed. */
  supersede(): void {
    this.#giveUp();
  }

  /** Ends the start that is under way with an error that reached no caller. @returns whether there is one */
  fail(error: unknown): boolean {
    this.#fail?.(error);
    return this.#fail !== undefined;
  }

  /** When the starts that were given up have ended and are closed, or take too long for that. */
  async otherEnded(): Promise<void> {
    let limit: NodeJS.Timeout | undefined;
    const tooLong = new Promise((resolve) => (limit = setTimeout(resolve, endOfOtherMs)));
    await Promise.race([Promise.all(this.#underWay), tooLong]);
    clearTimeout(limit);
    // One that never ends is waited for once.
    this.#underWay.clear();
  }

  /**
   * @returns the application, ready to serve; undefined when it was superseded.
   * @throws StartTimeoutError, or what the application says.
   */
  async next(beforeOpening: () => Promise<void> = () => Promise.resolve()): Promise<Opened | undefined> {
    this.#giveUp();
    const opening = this.#open(beforeOpening);
    let limit: NodeJS.Timeout | undefined;
    let isWanted = true;
    let fail: (error: unknown) => void = () => undefined;
    const givenUp = new Promise<undefined>((resolve, reject) => {
      this.#giveUp = () => {
        isWanted = false;
        resolve(undefined);
      };
      fail = (error) => {
        isWanted = false;
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      // At a breakpoint time does not count.
      if (debuggerUrl() !== undefined) return;
      limit = setTimeout(() => {
        isWanted = false;
        reject(new StartTimeoutError(this.#limitMs));
      }, this.#limitMs);
    });
    this.#fail = fail;
    const ended = opening
      .then(
        (late) => (isWanted ? undefined : late.close()),
        // Told to the caller of this start; one that was given up has none.
        () => undefined,
      )
      .finally(() => this.#underWay.delete(ended));
    this.#underWay.add(ended);
    try {
      return await Promise.race([opening, givenUp]);
    } finally {
      clearTimeout(limit);
      if (this.#fail === fail) this.#fail = undefined;
    }
  }
}
