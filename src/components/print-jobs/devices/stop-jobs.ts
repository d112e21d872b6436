import { type PrismaService } from '@/database';
import { type PrintDevice } from '@/generated/prisma/client.ts';
import { moveJob } from '../jobs/move-job.ts';
import { activeStates } from '../jobs/transition.ts';

/**
 * Takes from a device that cannot work the jobs it has: what it was printing has failed, what it had not started goes back to its
 * place in the queue. Call it inside the transaction that locks the device.
 */
export async function stopJobs(tx: PrismaService<'print-jobs'>, device: PrintDevice): Promise<void> {
  const { id, status, statusMessage } = device;
  const note = `The device reported ${status}${statusMessage === null ? '' : `: ${statusMessage}`}`;
  // Locked before they are read: a start or an end at the same moment comes first or finds the new state.
  await tx.$queryRaw`
    SELECT id FROM print_jobs
    WHERE device_id = ${id}::uuid AND state IN ('ASSIGNED', 'PRINTING')
    ORDER BY id FOR UPDATE`;
  const jobs = await tx.printJob.findMany({ where: { deviceId: id, state: { in: activeStates } } });
  for (const job of jobs) {
    if (job.state === 'PRINTING') {
      const data = { finishedAt: new Date(), failureReason: note };
      await moveJob(tx, job, { action: 'fail', data, note });
    } else {
      await moveJob(tx, job, { action: 'release', data: { deviceId: null, assignedAt: null }, note });
    }
  }
}
