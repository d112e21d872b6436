import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type PrintDevice } from '@/generated/prisma/client.ts';
import { orderBy, type Page, paginate } from '@/platform';
import { type CreateDevice } from './create-device.ts';
import { type ListDevices } from './list-devices.ts';
import { type SetDeviceStatus } from './set-device-status.ts';
import { stopJobs } from './stop-jobs.ts';
import { type UpdateDevice } from './update-device.ts';

@Injectable()
export class DevicesService {
  constructor(private readonly prisma: PrismaService<'print-jobs'>) {}

  create(input: CreateDevice): Promise<PrintDevice> {
    return this.prisma.printDevice.create({ data: input });
  }

  list(query: ListDevices): Promise<Page<PrintDevice>> {
    const where: Prisma.PrintDeviceWhereInput = { kind: query.kind, status: query.status };
    if (query.material) where.materials = { has: query.material };
    return paginate(query, (window) =>
      this.prisma.printDevice.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  get(id: string): Promise<PrintDevice> {
    return this.prisma.printDevice.findUniqueOrThrow({ where: { id } });
  }

  update(id: string, input: UpdateDevice): Promise<PrintDevice> {
    return this.prisma.printDevice.update({ where: { id }, data: input });
  }

  /** Takes a report; a device that reports ERROR or OFFLINE loses the job it has. */
  setStatus(id: string, input: SetDeviceStatus): Promise<PrintDevice> {
    const { status, message } = input;
    const data = { status, statusMessage: message ?? null, statusAt: new Date() };
    return this.prisma.$transaction(async (tx) => {
      // The update locks the device, so that it gets no job meanwhile.
      const device = await tx.printDevice.update({ where: { id }, data });
      if (status === 'ERROR' || status === 'OFFLINE') await stopJobs(tx, device);
      return device;
    });
  }

  /** Devices that jobs were given to are refused by the database (409): set them OFFLINE. */
  async remove(id: string): Promise<void> {
    await this.prisma.printDevice.delete({ where: { id } });
  }
}
