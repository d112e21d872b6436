import { z } from 'zod';
import { PrintDeviceStatus } from '@/generated/prisma/client.ts';

/** Body of `PUT /print-jobs/devices/:id/status`: what the device, or the person beside it, reports. */
export const SetDeviceStatus = z.strictObject({
  status: z.enum(PrintDeviceStatus),
  message: z.string().trim().max(500).nullish().meta({ example: 'Nozzle clogged' }),
});

export type SetDeviceStatus = z.infer<typeof SetDeviceStatus>;
