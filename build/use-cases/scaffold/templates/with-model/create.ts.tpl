import { z } from 'zod';

/** Body of `POST /{{component}}/{{resources}}`. */
export const Create{{Resource}} = z.strictObject({
  name: z.string().trim().min(1).max(200),{{relationInput}}
});

export type Create{{Resource}} = z.infer<typeof Create{{Resource}}>;
