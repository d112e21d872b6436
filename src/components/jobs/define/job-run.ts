/** Why a handler is asked to stop. */
export type AbortReason = 'cancelled' | 'timeout' | 'shutdown' | 'lost';

/** The reason of a run's signal. */
export class JobAborted extends Error {
  override readonly name = 'JobAborted';
  readonly reason: AbortReason;

  constructor(reason: AbortReason) {
    super(
      {
        cancelled: 'The job was cancelled.',
        timeout: 'The attempt took longer than it may.',
        shutdown: 'The process ends; the job runs again elsewhere.',
        lost: 'The process was silent for too long, and the job was given to another one.',
      }[reason],
    );
    this.reason = reason;
  }
}

/** Thrown by a handler: another attempt would fail as well. The job goes to the dead letters at once. */
export class PermanentJobError extends Error {
  override readonly name = 'PermanentJobError';
}

/** One attempt at a job, as its handler sees it. */
export interface JobRun {
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
  /** Aborted, with a `JobAborted`, when the job is cancelled, takes too long, or the process ends. */
  readonly signal: AbortSignal;
  /** Shows how far it is. @param percent from 0 to 100 */
  readonly progress: (percent: number, note?: string) => Promise<void>;
}
