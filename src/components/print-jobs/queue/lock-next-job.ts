import { type PrismaService } from '@/database';

/**
 * Finds the job a device should do next and locks it until the transaction ends. Jobs that another claim holds
 * are skipped, so parallel claims neither wait for each other nor get the same job. Raw SQL, because Prisma's
 * API has no row locks; the same rules as `misfits`.
 * @returns the job's id, or null when nothing in the queue fits
 */
export async function lockNextJob(tx: PrismaService<'print-jobs'>, deviceId: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT job.id
    FROM print_jobs job
    JOIN print_devices device ON device.id = ${deviceId}::uuid
    WHERE job.state = 'QUEUED'
      AND job.kind = device.kind
      AND (device.color OR NOT job.color)
      AND (device.duplex OR NOT job.duplex)
      AND (job.paper_size IS NULL OR job.paper_size = ANY (device.paper_sizes))
      AND (job.material IS NULL OR job.material = ANY (device.materials))
      AND (job.width_mm <= device.width_mm) IS NOT FALSE
      AND (job.depth_mm <= device.depth_mm) IS NOT FALSE
      AND (job.height_mm <= device.height_mm) IS NOT FALSE
    ORDER BY job.priority DESC, job.queued_at, job.id
    LIMIT 1
    FOR UPDATE OF job SKIP LOCKED`;
  return rows[0]?.id ?? null;
}
