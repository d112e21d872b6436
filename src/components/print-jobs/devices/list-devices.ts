import { z } from 'zod';
import { PrintDeviceStatus, PrintKind } from '@/generated/prisma/client.ts';
import { PageQuery, sortBy } from '@/platform';

/** Query of `GET /print-jobs/devices`. */
export const ListDevices = PageQuery.extend({
  kind: z.enum(PrintKind).optional(),
  status: z.enum(PrintDeviceStatus).optional(),
  material: z.string().toLowerCase().optional().describe('Devices that have this material'),
  sort: sortBy('createdAt', 'name', 'statusAt'),
});

export type ListDevices = z.infer<typeof ListDevices>;
