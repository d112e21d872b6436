import { setTimeout as delay } from 'node:timers/promises';
import { type TakenJob } from '../queue/queue.port.ts';

interface Waiting {
  readonly job: TakenJob;
  readonly written: () => void;
}

/** How long to wait before a database that failed is asked again, in milliseconds. */
const PAUSE = 250;

/** Writes down which jobs are done: what came together while the last statement was under way goes with the next. */
export class Completions {
  #waiting: Waiting[] = [];
  #isFlushing = false;

  /**
   * @param finish ends jobs of one queue
   * @param isHeld whether a job is still this process' to end
   * @param report called for each try that failed
   */
  constructor(
    private readonly finish: (queue: string, ids: readonly string[]) => Promise<void>,
    private readonly isHeld: (job: TakenJob) => boolean,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Resolves when it is written, or no longer this process' to write. */
  add(job: TakenJob): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ job, written: resolve });
      if (!this.#isFlushing) void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true;
    // What ends in this turn of the loop goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const queue of new Set(batch.map(({ job }) => job.queue))) {
        await this.#finishAll(
          queue,
          batch.filter(({ job }) => job.queue === queue),
        );
      }
    }
    this.#isFlushing = false;
  }

  async #finishAll(queue: string, jobs: readonly Waiting[]): Promise<void> {
    for (;;) {
      const held = jobs.filter(({ job }) => this.isHeld(job));
      try {
        if (held.length > 0) {
          await this.finish(
            queue,
            held.map(({ job }) => job.id),
          );
        }
        for (const { written } of jobs) written();
        return;
      } catch (error) {
        this.report(error);
        await delay(PAUSE);
      }
    }
  }
}
