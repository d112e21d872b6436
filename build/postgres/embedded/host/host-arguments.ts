import { z } from 'zod';

/** What a database host is started with. */
export const HostArguments = z.strictObject({
  stateDir: z.string(),
  kind: z.enum(['development', 'test']),
  /** Milliseconds an unused server stays. */
  grace: z.int().min(0),
});
export type HostArguments = z.infer<typeof HostArguments>;
