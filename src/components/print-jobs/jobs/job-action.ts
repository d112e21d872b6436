import { z } from 'zod';

const note = z.string().trim().max(500).optional().meta({ example: 'Changed the filament' });

/** Body of the actions that need nothing but, at most, a remark for the history. */
export const JobAction = z.strictObject({ note }).optional();
export type JobAction = z.infer<typeof JobAction>;

/** Body of `POST /print-jobs/jobs/:id/assign`. */
export const AssignJob = z.strictObject({ deviceId: z.uuid(), note });
export type AssignJob = z.infer<typeof AssignJob>;

/** Body of `POST /print-jobs/jobs/:id/fail`. */
export const FailJob = z.strictObject({
  reason: z.string().trim().min(1).max(500).meta({ example: 'First layer came off' }),
});
export type FailJob = z.infer<typeof FailJob>;
