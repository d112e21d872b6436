import { runAs } from '@/platform';
import { z } from 'zod';
import { type FoundHandler } from '../define/handlers.ts';
import { type AbortReason, JobAborted, type JobRun, PermanentJobError } from '../define/job-run.ts';
import { JobData } from '../queue/job-data.ts';
import { type Failure, type TakenJob } from '../queue/queue.port.ts';
import { type AttemptSurroundings } from './attempt-tools.ts';
import { principalOfJob } from './principal-of-job.ts';

/** How an attempt ended, and what is left to do about the job. */
export type AttemptEnd =
  | { readonly kind: 'finish' }
  | { readonly kind: 'fail'; readonly failure: Failure; readonly error?: unknown }
  | { readonly kind: 'release' }
  /** It is written already, or is another process' to write. */
  | { readonly kind: 'none'; readonly reason: 'finished' | AbortReason };

/** One attempt at a job that was taken. */
export class Attempt {
  readonly #abort = new AbortController();

  constructor(
    readonly job: TakenJob,
    private readonly handler: FoundHandler,
    private readonly tools: AttemptSurroundings,
  ) {}

  /** Asks the handler to stop. */
  abort(reason: AbortReason): void {
    if (!this.#abort.signal.aborted) this.#abort.abort(new JobAborted(reason));
  }

  /** Never rejects for what the handler does. */
  async run(): Promise<AttemptEnd> {
    const { definition } = this.handler;
    const data = JobData.safeParse(this.job.data);
    if (!data.success)
      return final('payload', `What was kept of the job is no job: ${z.prettifyError(data.error)}`);
    const { deadline, payload: kept } = data.data;
    if (deadline !== undefined && deadline.getTime() <= Date.now()) {
      return final('deadline', `It was to begin before ${deadline.toISOString()}.`);
    }
    const payload = await definition.payload.safeParseAsync(kept);
    if (!payload.success) {
      return final('payload', `The payload is not what the job takes: ${z.prettifyError(payload.error)}`);
    }
    const timer = setTimeout(() => {
      this.abort('timeout');
    }, definition.timeout * 1000);
    try {
      const principal = await principalOfJob(this.tools, definition, data.data);
      if (principal === undefined) {
        return final('principal', `${data.data.by.kind}:${data.data.by.id} may do nothing here any more.`);
      }
      return await runAs(principal, () => this.#handle(payload.data));
    } catch (error) {
      return this.#endAfter(error);
    } finally {
      clearTimeout(timer);
    }
  }

  async #handle(payload: unknown): Promise<AttemptEnd> {
    const { definition, run } = this.handler;
    const work = async (): Promise<unknown> => await run(payload, this.#run());
    if (!definition.transactional) {
      await this.#bounded(work());
      return { kind: 'finish' };
    }
    await this.#bounded(this.tools.inTransaction(this.job, definition.timeout * 1000, work));
    return { kind: 'none', reason: 'finished' };
  }

  #run(): JobRun {
    const { id, attempt } = this.job;
    return {
      id,
      attempt: attempt + 1,
      signal: this.#abort.signal,
      progress: (percent, note) => this.tools.noteProgress(id, percent, note),
    };
  }

  /** Waits for work, but not for ever for a handler that does not stop when it is asked to. */
  async #bounded<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.#abort;
    let timer: NodeJS.Timeout | undefined;
    const stopped = new Promise<never>((_resolve, reject) => {
      const wait = (): void => {
        timer = setTimeout(() => {
          reject(new HandlerHangsError());
        }, this.tools.grace);
      };
      if (signal.aborted) wait();
      else signal.addEventListener('abort', wait, { once: true });
    });
    try {
      return await Promise.race([work, stopped]);
    } finally {
      clearTimeout(timer);
    }
  }

  #endAfter(error: unknown): AttemptEnd {
    const asked: unknown = this.#abort.signal.aborted ? this.#abort.signal.reason : undefined;
    const aborted = asked ?? error;
    const hangs = error instanceof HandlerHangsError;
    if (aborted instanceof JobAborted) {
      const { reason, message } = aborted;
      if (reason === 'timeout') {
        const text = hangs ? `${message} The handler did not stop when it was asked to.` : message;
        return { kind: 'fail', failure: { reason, message: text, isFinal: false }, error };
      }
      // One that goes on must not run elsewhere as well, until the lease says that the process is gone.
      return reason === 'shutdown' && !hangs ? { kind: 'release' } : { kind: 'none', reason };
    }
    const message = error instanceof Error ? error.message : String(error);
    const isFinal = error instanceof PermanentJobError;
    return { kind: 'fail', failure: { reason: 'handler', message, isFinal }, error };
  }
}

class HandlerHangsError extends Error {
  override readonly name = 'HandlerHangsError';
}

function final(reason: Failure['reason'], message: string): AttemptEnd {
  return { kind: 'fail', failure: { reason, message, isFinal: true } };
}
