import { z } from 'zod';
import { PrintPaperSize } from '@/generated/prisma/client.ts';
import { Material, Millimetres } from '../devices/create-device.ts';

export const Priority = z.int().min(0).max(100).describe('0: whenever, 100: now').meta({ example: 50 });

const Job = z.strictObject({
  userId: z.uuid().describe('Who hands the job in'),
  fileId: z.uuid().describe('What to print'),
  priority: Priority.optional(),
  copies: z.int().min(1).max(500).optional(),
});

/** Body of `POST /print-jobs/jobs`: what a job must say depends on its kind. */
export const CreateJob = z.discriminatedUnion('kind', [
  Job.extend({
    kind: z.literal('PAPER'),
    paperSize: z.enum(PrintPaperSize),
    color: z.boolean().optional(),
    duplex: z.boolean().optional(),
  }),
  Job.extend({
    kind: z.enum(['FDM', 'RESIN']),
    material: Material,
    widthMm: Millimetres.optional(),
    depthMm: Millimetres.optional(),
    heightMm: Millimetres.optional(),
  }),
  Job.extend({
    kind: z.literal('LASER'),
    material: Material,
    widthMm: Millimetres.optional(),
    depthMm: Millimetres.optional(),
  }),
]);

export type CreateJob = z.infer<typeof CreateJob>;
