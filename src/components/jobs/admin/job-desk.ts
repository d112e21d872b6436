import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { currentPrincipal, nameOfPrincipal, type Page, paginate } from '@/platform';
import { z } from 'zod';
import { Handlers } from '../define/handlers.ts';
import { JobData } from '../queue/job-data.ts';
import { type JobFilter, type JobState, QueuePort, type StoredJob } from '../queue/queue.port.ts';
import { jobView, type JobView } from './job-view.ts';

export interface ListedQueue {
  readonly job: string;
  readonly isPaused: boolean;
  readonly pausedBy: string | null;
  /** Whether this application has a handler for it. */
  readonly hasHandler: boolean;
  readonly counts: Readonly<Record<JobState, number>>;
}

/**
 * What those who look after jobs do with them. Who acts in a tenant sees the jobs of that tenant; all others do not exist
 * for them.
 */
@Injectable()
export class JobDesk {
  constructor(
    private readonly prisma: PrismaService<'jobs'>,
    private readonly queue: QueuePort,
    private readonly handlers: Handlers,
  ) {}

  /** Newest first. */
  async list(
    filter: Pick<JobFilter, 'state' | 'queue'>,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Page<JobView>> {
    const tenant = currentPrincipal().tenantId;
    const { items, nextCursor } = await paginate(page, async ({ take, cursor }) => {
      const after = cursor && z.uuid().safeParse(cursor.id).data;
      return [...(await this.queue.list({ ...filter, tenant, after, take }))];
    });
    return { items: await this.#views(items), nextCursor };
  }

  /** @throws NotFoundException */
  async get(id: string): Promise<JobView> {
    const [view] = await this.#views([await this.#find(id)]);
    if (view === undefined) throw new NotFoundException();
    return view;
  }

  /** @throws NotFoundException; ConflictException when it has ended */
  async cancel(id: string): Promise<JobView> {
    const job = await this.#find(id);
    if (!(await this.queue.cancel(job))) {
      throw new ConflictException('The job has ended already: there is nothing to cancel.');
    }
    return this.get(id);
  }

  /** @throws NotFoundException; ConflictException when it neither failed nor was cancelled, or its key is taken */
  async retry(id: string): Promise<JobView> {
    const job = await this.#find(id);
    if (job.state !== 'failed' && job.state !== 'cancelled') {
      throw new ConflictException(
        `The job is ${job.state}: only failed and cancelled ones can be sent again.`,
      );
    }
    if (!(await this.queue.again(job))) {
      throw new ConflictException('Another job with its key has taken its place, or it ended too long ago.');
    }
    return this.get(id);
  }

  async queues(): Promise<readonly ListedQueue[]> {
    const counts = await this.queue.counts();
    const pauses = await this.prisma.jobPause.findMany();
    const names = new Set([
      ...this.handlers.all().keys(),
      ...counts.map(({ queue }) => queue),
      ...pauses.map(({ queue }) => queue),
    ]);
    return [...names].toSorted().map((job) => {
      const pause = pauses.find(({ queue }) => queue === job);
      const count = (state: JobState): number =>
        counts.find((one) => one.queue === job && one.state === state)?.count ?? 0;
      return {
        job,
        isPaused: pause !== undefined,
        pausedBy: pause?.pausedBy ?? null,
        hasHandler: this.handlers.all().has(job),
        counts: {
          waiting: count('waiting'),
          retrying: count('retrying'),
          running: count('running'),
          done: count('done'),
          cancelled: count('cancelled'),
          failed: count('failed'),
        },
      };
    });
  }

  /** Jobs under way go on; no other one begins. @throws NotFoundException for a queue that there is not */
  async pause(queue: string): Promise<void> {
    const known = await this.queues();
    if (!known.some(({ job }) => job === queue)) {
      throw new NotFoundException(`There is no queue "${queue}".`);
    }
    const pausedBy = nameOfPrincipal(currentPrincipal());
    await this.prisma.jobPause.upsert({ where: { queue }, create: { queue, pausedBy }, update: {} });
  }

  async resume(queue: string): Promise<void> {
    await this.prisma.jobPause.deleteMany({ where: { queue } });
    await this.queue.wake();
  }

  async #find(id: string): Promise<StoredJob> {
    const job = await this.queue.find(id);
    const { tenantId } = currentPrincipal();
    const isOwn = tenantId === undefined || JobData.safeParse(job?.data).data?.tenant === tenantId;
    if (job === undefined || !isOwn) throw new NotFoundException(`There is no job ${id}.`);
    return job;
  }

  async #views(jobs: readonly StoredJob[]): Promise<JobView[]> {
    const ids = jobs.map(({ id }) => id);
    const progress = await this.prisma.jobProgress.findMany({ where: { jobId: { in: ids } } });
    return jobs.map((job) =>
      jobView(
        job,
        progress.find(({ jobId }) => jobId === job.id),
      ),
    );
  }
}
