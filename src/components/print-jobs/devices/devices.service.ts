import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type PrintDevice } from '@/generated/prisma/client.ts';
import { orderBy, type Page, paginate } from '@/platform';
import { type CreateDevice } from './create-device.ts';
import { type ListDevices } from './list-devices.ts';
import { type SetDeviceStatus } from './set-device-status.ts';
import { type UpdateDevice } from './update-device.ts';

@Injectable()
export class DevicesService {
  constructor(private readonly prisma: PrismaService) {}

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

  setStatus(id: string, input: SetDeviceStatus): Promise<PrintDevice> {
    const { status, message } = input;
    const data = { status, statusMessage: message ?? null, statusAt: new Date() };
    return this.prisma.printDevice.update({ where: { id }, data });
  }

  /** Devices that jobs were given to are refused by the database (409): set them OFFLINE. */
  async remove(id: string): Promise<void> {
    await this.prisma.printDevice.delete({ where: { id } });
  }
}
