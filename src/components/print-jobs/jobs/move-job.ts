import { type PrismaService } from '@/database';
import { ConflictException } from '@nestjs/common';
import { type PrintJob, type Prisma } from '@/generated/prisma/client.ts';
import { allows, type JobActionName, transitions } from './transition.ts';

export interface JobMove {
  action: JobActionName;
  /** Further columns that change with the state. */
  data: Prisma.PrintJobUncheckedUpdateManyInput;
  /** The device the history row names; default: the job's. */
  deviceId?: string;
  note?: string | undefined;
}

/**
 * Takes a job to its next state and writes the history row; call it inside a transaction.
 * @throws ConflictException when the job's state does not allow the action.
 */
export async function moveJob(
  tx: PrismaService<'print-jobs'>,
  job: PrintJob,
  move: JobMove,
): Promise<PrintJob> {
  if (!allows(move.action, job.state)) {
    const from = transitions[move.action].from.join(' or ');
    throw new ConflictException(`Cannot ${move.action} a job that is ${job.state}; it has to be ${from}.`);
  }
  const toState = transitions[move.action].to;
  // The state is part of the condition: of two writers that read the same state the second fails.
  const [moved] = await tx.printJob.updateManyAndReturn({
    where: { id: job.id, state: job.state },
    data: { ...move.data, state: toState },
  });
  if (!moved) throw new ConflictException('Somebody else changed the job at the same moment.');
  const deviceId = move.deviceId ?? job.deviceId;
  await tx.printJobHistory.create({
    data: { jobId: job.id, fromState: job.state, toState, deviceId, note: move.note },
  });
  return moved;
}
