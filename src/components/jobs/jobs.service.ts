import { BadRequestException, Injectable } from '@nestjs/common';
import { currentTenant, PrismaService } from '@/database';
import { currentPrincipal } from '@/platform';
import { type z } from 'zod';
import { type JobDefinition } from './define/define-job.ts';
import { ambientSql } from './queue/ambient-sql.ts';
import { JobsDatabase } from './queue/jobs-database.ts';
import { type AddedJob, type NewJob, QueuePort, type Sql } from './queue/queue.port.ts';
import { settingsOf } from './queue/settings-of.ts';

export interface EnqueueOptions {
  /** A job of this key that waits, or has not ended (`unique` of the definition), takes the place of this one. */
  readonly key?: string;
  /** Seconds to wait, or when to begin. */
  readonly delay?: number | Date;
  /** When it is too late to begin: the job goes to the dead letters then. */
  readonly deadline?: Date;
  /** Larger ones run first. @default what the definition says */
  readonly priority?: number;
}

/** Makes jobs. */
@Injectable()
export class Jobs {
  readonly #declared = new Set<string>();
  readonly #ambient: Sql;

  constructor(
    prisma: PrismaService<'jobs'>,
    private readonly queue: QueuePort,
    private readonly database: JobsDatabase,
  ) {
    this.#ambient = ambientSql(prisma);
  }

  /**
   * Makes a job, in the transaction of the caller if there is one: the job is there when that is committed, and never
   * when it is rolled back. It runs for the principal and the tenant of the caller.
   *
   * @throws ZodError for a payload that is none.
   * @example
   * await this.jobs.enqueue(sendReminder, { customerId }, { delay: 3600 });
   */
  async enqueue<Schema extends z.ZodType>(
    definition: JobDefinition<Schema>,
    payload: z.input<Schema>,
    options: EnqueueOptions = {},
  ): Promise<AddedJob> {
    definition.payload.parse(payload);
    return await this.#add(definition, newJob(definition, payload, options), this.#ambient);
  }

  /** Makes many jobs in one statement. Those whose key is taken are left out. */
  async enqueueAll<Schema extends z.ZodType>(
    definition: JobDefinition<Schema>,
    jobs: readonly (EnqueueOptions & { readonly payload: z.input<Schema> })[],
  ): Promise<void> {
    const made = jobs.map(({ payload, ...options }) => {
      definition.payload.parse(payload);
      return newJob(definition, payload, options);
    });
    if (made.length === 0) return;
    await this.queue.addAll(await this.#declare(definition), made, this.#ambient);
  }

  async #add(definition: JobDefinition, job: NewJob, sql: Sql): Promise<AddedJob> {
    const queue = await this.#declare(definition);
    const added = await this.queue.add(queue, job, sql);
    if (added !== undefined) return added;
    // The queue was removed by hand since it was declared.
    this.#declared.delete(queue);
    const again = await this.queue.add(await this.#declare(definition), job, sql);
    if (again === undefined)
      throw new BadRequestException(`There is no queue for the job "${definition.name}".`);
    return again;
  }

  /** Outside of the caller's transaction: a queue is a setting, and others must not wait for its row. */
  async #declare(definition: JobDefinition): Promise<string> {
    const settings = settingsOf(definition, currentTenant());
    if (!this.#declared.has(settings.name)) {
      await this.queue.declare(settings, this.database);
      this.#declared.add(settings.name);
    }
    return settings.name;
  }
}

function newJob(
  { priority }: JobDefinition,
  payload: unknown,
  { key, delay, deadline, priority: own }: EnqueueOptions,
): NewJob {
  const { kind, id, permissions } = currentPrincipal();
  return {
    payload,
    origin: { by: { kind, id }, permissions, tenant: currentTenant() },
    priority: own ?? priority,
    key,
    startAfter: delay,
    deadline,
  };
}
