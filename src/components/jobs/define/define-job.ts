import cronParser from 'cron-parser';
import { type z } from 'zod';
import { type Permission } from '@/platform';

/** When a job that failed is tried again. */
export interface Retries {
  /** How often after the first attempt. @default 3 */
  readonly limit?: number;
  /** Seconds before the next attempt. @default 10 */
  readonly delay?: number;
  /** Whether each wait is about twice as long as the one before, and of random length. @default true */
  readonly backOff?: boolean;
}

/** How many jobs of a queue run at one time, in all processes together. */
export interface Concurrency {
  readonly total?: number;
  /** Of each tenant. Jobs without a tenant share one limit. */
  readonly perTenant?: number;
}

/** When a job is made without being asked for. */
export interface Schedule<Payload> {
  /** Minute, hour, day, month, day of the week: `0 3 * * *`. */
  readonly cron: string;
  /** @default 'UTC' */
  readonly timezone?: string;
  readonly payload: Payload;
}

export interface JobOptions<Schema extends z.ZodType> {
  /** The component's name, a dot, and what is done: `print-jobs.notify`. It is the queue's name, too. */
  readonly name: string;
  /** What a handler gets. It is parsed when the job is made and again when it runs: what waits may be older than the code. */
  readonly payload: Schema;
  readonly retries?: Retries;
  /** Seconds an attempt may take. @default 300 */
  readonly timeout?: number;
  /** Larger ones run first. @default 0 */
  readonly priority?: number;
  readonly concurrency?: Concurrency;
  /**
   * What the key of a job is unique among: those that have not begun, so that what changes later is seen by one more job,
   * or all that have not ended. @default 'waiting'
   */
  readonly unique?: 'waiting' | 'unfinished';
  /** The most a handler may do of what the principal may who made the job. @default nothing */
  readonly permissions?: readonly Permission[];
  /**
   * Runs the handler in the transaction that ends the job: what it writes is there once, whatever fails. Not for handlers
   * that wait for other systems. @default false
   */
  readonly transactional?: boolean;
  readonly schedule?: Schedule<z.input<Schema>>;
}

/** A kind of job, declared once and used by those who make it and by its handler. */
export interface JobDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly payload: Schema;
  readonly retries: Required<Retries>;
  readonly timeout: number;
  readonly priority: number;
  readonly concurrency: Concurrency;
  readonly unique: 'waiting' | 'unfinished';
  readonly permissions: readonly Permission[];
  readonly transactional: boolean;
  readonly schedule: Required<Schedule<z.input<Schema>>> | undefined;
}

/** What the handler of a job gets. */
export type PayloadOf<Definition> = Definition extends JobDefinition<infer Schema> ? z.output<Schema> : never;

const names = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/;

/**
 * Declares a kind of job.
 *
 * @throws TypeError for a name or a number that cannot be one.
 * @example
 * export const sendReminder = defineJob({
 *   name: 'crm.send-reminder',
 *   payload: z.object({ customerId: z.uuid() }),
 *   retries: { limit: 5, delay: 30 },
 *   concurrency: { perTenant: 2 },
 * });
 */
export function defineJob<Schema extends z.ZodType>(options: JobOptions<Schema>): JobDefinition<Schema> {
  const { name, payload, retries, schedule } = options;
  if (!names.test(name) || name.length > 100) {
    throw new TypeError(
      `"${name}" cannot be the name of a job: write the component's name, a dot, and what is done.`,
    );
  }
  const { limit = 3, delay = 10, backOff = true } = retries ?? {};
  const { timeout = 300, priority = 0, concurrency = {} } = options;
  const numbers = { 'retries.limit': limit, 'retries.delay': delay, timeout, ...concurrency };
  for (const [field, value] of Object.entries(numbers)) {
    const least = field.startsWith('retries') ? 0 : 1;
    if (!Number.isInteger(value) || value < least) {
      throw new TypeError(
        `The job "${name}" has ${field}: ${String(value)}. Use a whole number from ${least}.`,
      );
    }
  }
  if (schedule !== undefined) checkSchedule(name, schedule);
  return {
    name,
    payload,
    retries: { limit, delay, backOff },
    timeout,
    priority,
    concurrency,
    unique: options.unique ?? 'waiting',
    permissions: options.permissions ?? [],
    transactional: options.transactional ?? false,
    schedule: schedule && { timezone: 'UTC', ...schedule },
  };
}

function checkSchedule(name: string, { cron, timezone = 'UTC' }: Schedule<unknown>): void {
  try {
    cronParser.parseExpression(cron, { tz: timezone });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeError(
      `The job "${name}" has the schedule "${cron}" (${timezone}), which is none: ${reason}`,
      {
        cause: error,
      },
    );
  }
}
