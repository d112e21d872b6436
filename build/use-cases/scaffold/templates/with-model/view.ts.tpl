import { z } from 'zod';

/** One of the {{words}} as the API answers it. */
export const {{Resource}}View = z.object({
  id: z.uuid(),
  name: z.string(),{{relationView}}
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
