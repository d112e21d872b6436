import { type z } from 'zod';
import { CreateDevice } from './create-device.ts';

/** Body of `PATCH /print-jobs/devices/:id`. What kind of device it is never changes. */
export const UpdateDevice = CreateDevice.omit({ kind: true }).partial();

export type UpdateDevice = z.infer<typeof UpdateDevice>;
