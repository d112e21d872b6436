import { ConflictException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type PrintJob, type PrintJobHistory } from '@/generated/prisma/client.ts';
import { orderBy, type Page, type PageQuery, paginate } from '@/platform';
import { type CreateJob } from './create-job.ts';
import { type ListJobs } from './list-jobs.ts';
import { type UpdateJob } from './update-job.ts';

/** Handing jobs in and looking at them; what changes their state is in `JobLifecycle`. */
@Injectable()
export class JobsService {
  constructor(private readonly prisma: PrismaService<'print-jobs'>) {}

  /** Puts a job in the queue. A user or a file that does not exist is refused by the database (409). */
  async create(input: CreateJob): Promise<PrintJob> {
    const user = await this.prisma.printUser.findUnique({ where: { id: input.userId } });
    if (user && !user.active) throw new ConflictException(`${user.name} is not active.`);
    return this.prisma.$transaction(async (tx) => {
      // Not nested: of a job with a relation in its data it could not be seen that it is the sender's own.
      const job = await tx.printJob.create({ data: input });
      await tx.printJobHistory.create({ data: { jobId: job.id, toState: 'QUEUED' } });
      return job;
    });
  }

  list(query: ListJobs): Promise<Page<PrintJob>> {
    const { state, kind, userId, deviceId, fileId } = query;
    const where: Prisma.PrintJobWhereInput = { state, kind, userId, deviceId, fileId };
    return paginate(query, (window) =>
      this.prisma.printJob.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<PrintJob> {
    return this.prisma.printJob.findUniqueOrThrow({ where: { id } });
  }

  async update(id: string, input: UpdateJob): Promise<PrintJob> {
    const [job] = await this.prisma.printJob.updateManyAndReturn({
      where: { id, state: 'QUEUED' },
      data: input,
    });
    if (job) return job;
    const { state } = await this.get(id);
    throw new ConflictException(`A job can be changed while it is QUEUED; this one is ${state}.`);
  }

  /** What happened to a job, oldest first. */
  async history(id: string, query: PageQuery): Promise<Page<PrintJobHistory>> {
    await this.get(id);
    return paginate(query, (window) =>
      this.prisma.printJobHistory.findMany({
        where: { jobId: id },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        ...window,
      }),
    );
  }
}
