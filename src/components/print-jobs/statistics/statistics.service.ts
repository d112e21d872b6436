import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type PrintJobState } from '@/generated/prisma/client.ts';
import { type GetStatistics } from './get-statistics.ts';
import { type StatisticsView } from './statistics-view.ts';

interface Averages {
  wait: number | null;
  print: number | null;
}

interface DeviceFigures {
  deviceId: string;
  name: string;
  done: number;
  failed: number;
  active: number;
}

@Injectable()
export class StatisticsService {
  constructor(private readonly prisma: PrismaService<'print-jobs'>) {}

  /** Figures about the jobs handed in between two times (from inclusive, to exclusive). */
  async get(query: GetStatistics): Promise<StatisticsView> {
    const [byState, averages, devices] = await Promise.all([
      this.countByState(query),
      this.averages(query),
      this.byDevice(query),
    ]);
    return {
      total: Object.values(byState).reduce((sum, count) => sum + count, 0),
      byState,
      averageWaitSeconds: averages.wait,
      averagePrintSeconds: averages.print,
      devices,
    };
  }

  private async countByState({ from, to }: GetStatistics): Promise<StatisticsView['byState']> {
    const groups = await this.prisma.printJob.groupBy({
      by: ['state'],
      where: { createdAt: { gte: from, lt: to } },
      _count: { _all: true },
    });
    const count = (state: PrintJobState) => groups.find((group) => group.state === state)?._count._all ?? 0;
    return {
      QUEUED: count('QUEUED'),
      ASSIGNED: count('ASSIGNED'),
      PRINTING: count('PRINTING'),
      DONE: count('DONE'),
      FAILED: count('FAILED'),
      CANCELLED: count('CANCELLED'),
    };
  }

  /** Raw SQL, because Prisma's API cannot average the difference of two columns. */
  private async averages({ from, to }: GetStatistics): Promise<Averages> {
    const [row] = await this.prisma.$queryRaw<Averages[]>`
      SELECT avg(extract(epoch FROM started_at - queued_at))::float8 AS wait,
             avg(extract(epoch FROM finished_at - started_at)) FILTER (WHERE state = 'DONE')::float8 AS print
      FROM print_jobs
      WHERE created_at >= ${from ?? '-infinity'}::timestamptz AND created_at < ${to ?? 'infinity'}::timestamptz`;
    return row ?? { wait: null, print: null };
  }

  private byDevice({ from, to }: GetStatistics): Promise<DeviceFigures[]> {
    return this.prisma.$queryRaw<DeviceFigures[]>`
      SELECT device.id AS "deviceId", device.name,
             count(*) FILTER (WHERE job.state = 'DONE')::int AS done,
             count(*) FILTER (WHERE job.state = 'FAILED')::int AS failed,
             count(*) FILTER (WHERE job.state IN ('ASSIGNED', 'PRINTING'))::int AS active
      FROM print_devices device
      LEFT JOIN print_jobs job ON job.device_id = device.id
        AND job.created_at >= ${from ?? '-infinity'}::timestamptz
        AND job.created_at < ${to ?? 'infinity'}::timestamptz
      GROUP BY device.id
      ORDER BY device.name`;
  }
}
