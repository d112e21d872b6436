import { z } from 'zod';
import { PrintJobState, PrintKind, PrintPaperSize } from '@/generated/prisma/client.ts';

const Time = z.iso.datetime();

/** A job as the API answers it. */
export const JobView = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  fileId: z.uuid(),
  deviceId: z.uuid().nullable(),
  kind: z.enum(PrintKind),
  state: z.enum(PrintJobState),
  priority: z.int(),
  copies: z.int(),
  color: z.boolean(),
  duplex: z.boolean(),
  paperSize: z.enum(PrintPaperSize).nullable(),
  material: z.string().nullable(),
  widthMm: z.int().nullable(),
  depthMm: z.int().nullable(),
  heightMm: z.int().nullable(),
  failureReason: z.string().nullable(),
  queuedAt: Time,
  assignedAt: Time.nullable(),
  startedAt: Time.nullable(),
  finishedAt: Time.nullable(),
  createdAt: Time,
  updatedAt: Time,
});
