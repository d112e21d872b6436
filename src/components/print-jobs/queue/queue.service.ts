import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type PrintJob } from '@/generated/prisma/client.ts';
import { type Page, paginate } from '@/platform';
import { DevicesService } from '../devices/devices.service.ts';
import { fitsDevice } from './fits-device.ts';
import { type ListQueue } from './list-queue.ts';

@Injectable()
export class QueueService {
  constructor(
    private readonly prisma: PrismaService<'print-jobs'>,
    private readonly devices: DevicesService,
  ) {}

  /** The waiting jobs in the order they will be claimed: priority, then age. */
  async list(query: ListQueue): Promise<Page<PrintJob>> {
    const fits = query.deviceId ? fitsDevice(await this.devices.get(query.deviceId)) : {};
    const where: Prisma.PrintJobWhereInput = { AND: [{ state: 'QUEUED', kind: query.kind }, fits] };
    return paginate(query, (window) =>
      this.prisma.printJob.findMany({
        where,
        orderBy: [{ priority: 'desc' }, { queuedAt: 'asc' }, { id: 'asc' }],
        ...window,
      }),
    );
  }
}
