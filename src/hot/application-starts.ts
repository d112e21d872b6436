import { url as debuggerUrl } from 'node:inspector';
import { type HotApplication } from './hot-application.ts';

/** The host waits somewhat longer before it takes the process for dead: see build/dev/flights.ts. */
const defaultLimitMs = 60_000;

export class StartTimeoutError extends Error {
  override readonly name = 'StartTimeoutError';

  constructor(limitMs: number) {
    super(
      `The start has not ended after ${Math.round(limitMs / 1000)} seconds: something in it waits for what does not come.`,
    );
  }
}

/** Opens applications; of several that are being opened the newest counts. */
export class ApplicationStarts {
  readonly #open: () => Promise<HotApplication>;
  readonly #limitMs: number;
  #giveUp: () => void = () => undefined;

  constructor(open: () => Promise<HotApplication>, limitMs = defaultLimitMs) {
    this.#open = open;
    this.#limitMs = limitMs;
  }

  /** Whoever waits for an application gets none; if it comes after all, it is closed. */
  supersede(): void {
    this.#giveUp();
  }

  /**
   * @returns the application, ready to serve; undefined when it was superseded.
   * @throws StartTimeoutError, or what the application says.
   */
  async next(): Promise<HotApplication | undefined> {
    this.#giveUp();
    const opening = this.#open();
    let limit: NodeJS.Timeout | undefined;
    let isWanted = true;
    const givenUp = new Promise<undefined>((resolve, reject) => {
      this.#giveUp = () => {
        isWanted = false;
        resolve(undefined);
      };
      // Whoever stands at a breakpoint takes his time.
      if (debuggerUrl() !== undefined) return;
      limit = setTimeout(() => {
        isWanted = false;
        reject(new StartTimeoutError(this.#limitMs));
      }, this.#limitMs);
    });
    void opening.then(
      (late) => (isWanted ? undefined : late.close()),
      // Told to whoever waits; nobody is told about one that was given up.
      () => undefined,
    );
    try {
      return await Promise.race([opening, givenUp]);
    } finally {
      clearTimeout(limit);
    }
  }
}
