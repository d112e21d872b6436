import { ConflictException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type PrintJob, type Prisma } from '@/generated/prisma/client.ts';
import { lockFreeDevice } from '../devices/lock-free-device.ts';
import { misfits } from '../devices/misfits.ts';
import { lockNextJob } from '../queue/lock-next-job.ts';
import { type JobMove, moveJob } from './move-job.ts';

/** Everything that changes the state of a job; each change and its history row are one transaction. */
@Injectable()
export class JobLifecycle {
  constructor(private readonly prisma: PrismaService<'print-jobs'>) {}

  /** Gives a queued job to a device that is free and can do it. */
  assign(id: string, deviceId: string, note?: string): Promise<PrintJob> {
    return this.prisma.$transaction(async (tx) => {
      const device = await lockFreeDevice(tx, deviceId);
      const job = await tx.printJob.findUniqueOrThrow({ where: { id } });
      const reasons = misfits(device, job);
      if (reasons.length > 0)
        throw new ConflictException(`${device.name} cannot do it: ${reasons.join(', ')}.`);
      return moveJob(tx, job, assignment(deviceId, note));
    });
  }

  /** Gives a free device the first job of the queue that it can do; null when there is none. */
  claim(deviceId: string): Promise<PrintJob | null> {
    return this.prisma.$transaction(async (tx) => {
      await lockFreeDevice(tx, deviceId);
      const id = await lockNextJob(tx, deviceId);
      if (id === null) return null;
      const job = await tx.printJob.findUniqueOrThrow({ where: { id } });
      return moveJob(tx, job, assignment(deviceId, 'claimed'));
    });
  }

  start(id: string, note?: string): Promise<PrintJob> {
    return this.move(id, { action: 'start', data: { startedAt: new Date() }, note });
  }

  complete(id: string, note?: string): Promise<PrintJob> {
    return this.move(id, { action: 'complete', data: { finishedAt: new Date() }, note });
  }

  fail(id: string, reason: string): Promise<PrintJob> {
    const data = { finishedAt: new Date(), failureReason: reason };
    return this.move(id, { action: 'fail', data, note: reason });
  }

  cancel(id: string, note?: string): Promise<PrintJob> {
    return this.move(id, { action: 'cancel', data: { finishedAt: new Date() }, note });
  }

  /** Takes a job back from its device; it keeps its place in the queue. */
  release(id: string, note?: string): Promise<PrintJob> {
    return this.move(id, { action: 'release', data: { deviceId: null, assignedAt: null }, note });
  }

  /** Puts a failed job at the end of the queue. */
  retry(id: string, note?: string): Promise<PrintJob> {
    const data: Prisma.PrintJobUncheckedUpdateManyInput = {
      deviceId: null,
      assignedAt: null,
      startedAt: null,
      finishedAt: null,
      failureReason: null,
      queuedAt: new Date(),
    };
    return this.move(id, { action: 'retry', data, note });
  }

  private move(id: string, move: JobMove): Promise<PrintJob> {
    return this.prisma.$transaction(async (tx) => {
      const job = await tx.printJob.findUniqueOrThrow({ where: { id } });
      return moveJob(tx, job, move);
    });
  }
}

function assignment(deviceId: string, note?: string): JobMove {
  return { action: 'assign', data: { deviceId, assignedAt: new Date() }, deviceId, note };
}
