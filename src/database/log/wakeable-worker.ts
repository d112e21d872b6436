/** What a worker does, again and again. */
export interface WakeableWork {
  /** One round. @returns milliseconds to the next one that nothing woke. @default `pauseMs` */
  readonly round: () => Promise<number | undefined>;
  /** The longest pause: what was missed is found after it. */
  readonly pauseMs: number;
  /** Told of a round that failed; the next one comes after the pause. */
  readonly failed: (error: unknown) => void;
}

/** Does rounds of work: at once when it is woken, after a pause otherwise, and never two at a time. */
export class WakeableWorker {
  readonly #work: WakeableWork;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isWoken = false;
  #isStopped = false;

  constructor(work: WakeableWork) {
    this.#work = work;
  }

  /** Begins a round, or one more after the one under way. */
  wake(): void {
    this.#isWoken = true;
    if (this.#isStopped || this.#running) return;
    clearTimeout(this.#timer);
    this.#running = this.#rounds();
  }

  /** @returns when the round under way has ended */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #rounds(): Promise<void> {
    let pauseMs = this.#work.pauseMs;
    while (this.#isWoken && !this.#isStopped) {
      this.#isWoken = false;
      try {
        pauseMs = Math.min((await this.#work.round()) ?? this.#work.pauseMs, this.#work.pauseMs);
      } catch (error) {
        this.#work.failed(error);
        pauseMs = this.#work.pauseMs;
      }
    }
    this.#running = undefined;
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.wake();
    }, pauseMs);
    // The pause is no reason for the process to stay.
    this.#timer.unref();
  }
}
