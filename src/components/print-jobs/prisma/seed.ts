import { type PrintJobState, type PrismaClient } from '@/generated/prisma/client.ts';
import { devices, files, jobs, users } from './seed-data.ts';

/** The print room of an innovation lab: people, files, devices, and jobs in every state with their history. */
export async function seed(prisma: PrismaClient): Promise<void> {
  for (const user of users) {
    await prisma.printUser.upsert({ where: { id: user.id }, create: user, update: user });
  }
  for (const file of files) {
    await prisma.printFile.upsert({ where: { id: file.id }, create: file, update: file });
  }
  for (const device of devices) {
    await prisma.printDevice.upsert({ where: { id: device.id }, create: device, update: device });
  }
  for (const { steps, ...job } of jobs) {
    const data = { ...job, ...timesOf(steps) };
    await prisma.printJob.upsert({ where: { id: job.id }, create: data, update: data });
    // Whatever people did with the job since then is gone, so its history starts afresh.
    await prisma.printJobHistory.deleteMany({ where: { jobId: job.id } });
    await prisma.printJobHistory.createMany({
      data: steps.map(({ toState, at, note }, index) => ({
        jobId: job.id,
        fromState: steps[index - 1]?.toState ?? null,
        toState,
        deviceId: index > 0 ? (job.deviceId ?? null) : null,
        note: note ?? null,
        createdAt: at,
      })),
    });
  }
}

interface Step {
  toState: PrintJobState;
  at: Date;
}

/** The times a job carries, from its history. */
function timesOf(steps: Step[]) {
  const reached = (...states: PrintJobState[]) =>
    steps.find(({ toState }) => states.includes(toState))?.at ?? null;
  const queuedAt = reached('QUEUED') ?? new Date(0);
  return {
    queuedAt,
    createdAt: queuedAt,
    assignedAt: reached('ASSIGNED'),
    startedAt: reached('PRINTING'),
    finishedAt: reached('DONE', 'FAILED', 'CANCELLED'),
  };
}
