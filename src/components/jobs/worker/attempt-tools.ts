import { Inject, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Principal, Principals } from '@/platform';
import { JobAborted } from '../define/job-run.ts';
import { ambientSql } from '../queue/ambient-sql.ts';
import { JobsDatabase } from '../queue/jobs-database.ts';
import { QueuePort, type TakenJob } from '../queue/queue.port.ts';
import { noteProgress } from './note-progress.ts';

/** What an attempt needs of the worker around it. */
export type AttemptSurroundings = Pick<AttemptTools, 'grace' | 'renew' | 'inTransaction' | 'noteProgress'>;

@Injectable()
export class AttemptTools {
  /** How long a handler that was asked to stop may take, in milliseconds. */
  readonly grace = 5_000;

  constructor(
    @Inject(Principals) private readonly principals: Pick<Principals, 'renew'>,
    private readonly prisma: PrismaService<'jobs'>,
    private readonly queue: QueuePort,
    private readonly database: JobsDatabase,
  ) {}

  /** What a principal may do by now. */
  renew(principal: Pick<Principal, 'kind' | 'id' | 'tenantId'>): Promise<Principal | null | undefined> {
    return this.principals.renew(principal);
  }

  /**
   * Runs work, and ends the job in one transaction with it.
   *
   * @param timeout in milliseconds
   * @throws JobAborted when the job is another process' by then: nothing of what was done is kept.
   */
  async inTransaction(job: TakenJob, timeout: number, work: () => Promise<unknown>): Promise<void> {
    await this.prisma.$transaction(
      async () => {
        await work();
        if (!(await this.queue.finishIn(job, ambientSql(this.prisma)))) throw new JobAborted('lost');
      },
      { timeout, maxWait: 10_000 },
    );
  }

  async noteProgress(id: string, percent: number, note: string | undefined): Promise<void> {
    await noteProgress(this.database, id, percent, note);
  }
}
