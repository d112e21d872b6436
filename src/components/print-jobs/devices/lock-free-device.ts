import { type PrismaService } from '@/database';
import { ConflictException, NotFoundException } from '@nestjs/common';
import { type PrintDevice } from '@/generated/prisma/client.ts';
import { activeStates } from '../jobs/transition.ts';

/**
 * Locks a device until the transaction ends, so that two callers cannot give it a job at the same moment.
 * @throws NotFoundException for an unknown device, ConflictException when it is not READY or has a job.
 */
export async function lockFreeDevice(tx: PrismaService<'print-jobs'>, id: string): Promise<PrintDevice> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM print_devices WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (!row) throw new NotFoundException(`There is no device ${id}.`);
  const device = await tx.printDevice.findUniqueOrThrow({ where: { id } });
  if (device.status !== 'READY') throw new ConflictException(`${device.name} is ${device.status}.`);
  const job = await tx.printJob.findFirst({ where: { deviceId: id, state: { in: activeStates } } });
  if (job) throw new ConflictException(`${device.name} is busy with the job ${job.id}.`);
  return device;
}
