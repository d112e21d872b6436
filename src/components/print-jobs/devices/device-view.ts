import { z } from 'zod';
import { PrintDeviceStatus, PrintKind, PrintPaperSize } from '@/generated/prisma/client.ts';

/** A device as the API answers it. */
export const DeviceView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(PrintKind),
  location: z.string().nullable(),
  status: z.enum(PrintDeviceStatus),
  statusMessage: z.string().nullable(),
  statusAt: z.iso.datetime(),
  color: z.boolean(),
  duplex: z.boolean(),
  paperSizes: z.array(z.enum(PrintPaperSize)),
  materials: z.array(z.string()),
  widthMm: z.int().nullable(),
  depthMm: z.int().nullable(),
  heightMm: z.int().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
