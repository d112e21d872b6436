import { z } from 'zod';
import { PrintKind, PrintPaperSize } from '@/generated/prisma/client.ts';

/** A material as devices and jobs name it. */
export const Material = z.string().trim().toLowerCase().min(1).max(50).meta({ example: 'pla' });

/** A length in millimetres. */
export const Millimetres = z.int().min(1).max(10_000);

/** Body of `POST /print-jobs/devices`. */
export const CreateDevice = z.strictObject({
  name: z.string().trim().min(1).max(100).meta({ example: 'Prusa MK4 (left)' }),
  kind: z.enum(PrintKind),
  location: z.string().trim().max(200).nullish().meta({ example: 'Innovation Lab, bench 2' }),
  color: z.boolean().optional(),
  duplex: z.boolean().optional(),
  paperSizes: z.array(z.enum(PrintPaperSize)).max(10).optional(),
  materials: z.array(Material).max(50).optional().describe('Loaded or allowed materials'),
  widthMm: Millimetres.nullish().describe('Build volume or work area; none: no limit known'),
  depthMm: Millimetres.nullish(),
  heightMm: Millimetres.nullish(),
});

export type CreateDevice = z.infer<typeof CreateDevice>;
