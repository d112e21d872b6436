import { type Principal } from '@/platform';

/** Sends SQL: in the ambient transaction, or on a connection of the queue's own. */
export interface Sql {
  readonly executeSql: (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;
}

/** Settings of a queue, as the definition of its job gives them. */
export interface QueueSettings {
  readonly name: string;
  readonly unique: 'waiting' | 'unfinished';
  readonly retryLimit: number;
  readonly retryDelay: number;
  readonly backOff: boolean;
}

/** Who made a job, and for whom. */
export interface JobOrigin {
  readonly by: Pick<Principal, 'kind' | 'id'>;
  /** What that principal might do then. */
  readonly permissions: readonly string[];
  readonly tenant: string | undefined;
}

export interface NewJob {
  readonly payload: unknown;
  readonly origin: JobOrigin;
  readonly priority: number;
  readonly key: string | undefined;
  /** Seconds to wait, or when to begin. */
  readonly startAfter: number | Date | undefined;
  /** When it is too late to begin. */
  readonly deadline: Date | undefined;
}

export interface AddedJob {
  readonly id: string;
  /** False when a job with its key is there already: then the id is that one's. */
  readonly isNew: boolean;
}

/** A job that a worker has taken, and the attempt it is for. */
export interface TakenJob {
  readonly queue: string;
  readonly id: string;
  /** From 0. Another attempt is another owner. */
  readonly attempt: number;
  /** What was kept of it, unchecked. */
  readonly data: unknown;
}

/** How many of a queue's jobs may be under way, in all processes. */
export interface Limits {
  readonly total?: number | undefined;
  readonly perTenant?: number | undefined;
}

export interface Failure {
  readonly reason: 'handler' | 'payload' | 'deadline' | 'timeout' | 'principal' | 'lost';
  readonly message: string;
  /** Whether other attempts would be of no use. */
  readonly isFinal: boolean;
}

export type JobState = 'waiting' | 'retrying' | 'running' | 'done' | 'cancelled' | 'failed';

/** A job as it is shown. */
export interface StoredJob {
  readonly id: string;
  readonly queue: string;
  readonly state: JobState;
  readonly priority: number;
  readonly key: string | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly data: unknown;
  readonly output: unknown;
  readonly createdAt: Date;
  readonly startAfter: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

export interface JobFilter {
  readonly state?: JobState | undefined;
  readonly queue?: string | undefined;
  readonly tenant?: string | undefined;
  /** Only those after this one, newest first. */
  readonly after?: string | undefined;
  readonly take: number;
}

/** The queue, as this component uses one. No other file knows the library behind it. */
export abstract class QueuePort {
  /** How long a process may be silent before its jobs are given to others, in milliseconds. */
  abstract readonly lease: number;
  /** @throws QueueUnfitError when the queue's tables are not those this code was written for. */
  abstract check(): Promise<void>;
  /** Makes a queue known. May be repeated. */
  abstract declare(settings: QueueSettings, sql: Sql): Promise<void>;
  /** @returns undefined when the queue is not known. */
  abstract add(queue: string, job: NewJob, sql: Sql): Promise<AddedJob | undefined>;
  /** Adds jobs at once; those whose key is taken are left out. */
  abstract addAll(queue: string, jobs: readonly NewJob[], sql: Sql): Promise<void>;
  /** Which of these jobs' queues have work that may begin now, in random order. */
  abstract ready(names: readonly string[], sql: Sql): Promise<readonly string[]>;
  /** Takes at most `count` jobs, and no more than the limits leave. */
  abstract take(queue: string, count: number, limits: Limits): Promise<readonly TakenJob[]>;
  abstract finish(queue: string, ids: readonly string[]): Promise<void>;
  /** Ends a job in the caller's transaction. @returns false when it is no longer the caller's. */
  abstract finishIn(job: TakenJob, sql: Sql): Promise<boolean>;
  /** @returns whether it is tried again; undefined when the job is no longer the caller's. */
  abstract fail(job: TakenJob, failure: Failure): Promise<'again' | 'dead' | undefined>;
  /** Gives a job back as if it had not been taken. */
  abstract release(job: TakenJob): Promise<void>;
  /** Keeps jobs for another lease. @returns the ids of those that are still the caller's. */
  abstract keep(jobs: readonly TakenJob[]): Promise<ReadonlySet<string>>;
  /** Gives the jobs of silent processes to others. @returns how many */
  abstract recover(): Promise<number>;
  /** Moves away what ended long ago. */
  abstract tidy(): Promise<void>;
  /** Lets workers look at once. */
  abstract wake(): Promise<void>;
  abstract find(id: string): Promise<StoredJob | undefined>;
  abstract list(filter: JobFilter): Promise<readonly StoredJob[]>;
  /** Counts by queue and state. */
  abstract counts(): Promise<readonly { queue: string; state: JobState; count: number }[]>;
  /** @returns false when it has ended already. */
  abstract cancel(job: StoredJob): Promise<boolean>;
  /** Sends a failed or cancelled job again. @returns false when it is neither, or its key is taken. */
  abstract again(job: StoredJob): Promise<boolean>;
}

/** The job's name of a queue: that of a tenant has the tenant behind it. */
export function jobNameOf(queue: string): string {
  return queue.split('@', 1)[0] ?? queue;
}

/** The queue's tables are of another version, or are not there. */
export class QueueUnfitError extends Error {
  override readonly name = 'QueueUnfitError';
}
