import { z } from 'zod';

const Constraint = z.object({ index: z.string().optional(), fields: z.array(z.string()).optional() });

/** The parts we read of what @prisma/adapter-pg puts into `error.meta.driverAdapterError`. */
const DriverMeta = z.object({
  driverAdapterError: z.object({
    cause: z.object({
      kind: z.string(),
      originalCode: z.string().optional(),
      originalMessage: z.string().optional(),
      constraint: Constraint.optional().catch(undefined),
      host: z.string().optional().catch(undefined),
      port: z.number().optional().catch(undefined),
      reason: z.string().optional().catch(undefined),
    }),
  }),
});

/** What the driver said: its kind of failure, PostgreSQL's code (SQLSTATE) and the constraint, if one was broken. */
export type DriverFailure = z.infer<typeof DriverMeta>['driverAdapterError']['cause'];

/** The driver's part of a Prisma error; undefined when the failure was not the database's. */
export function driverFailure(error: unknown): DriverFailure | undefined {
  if (!(error instanceof Error) || !('meta' in error)) return undefined;
  return DriverMeta.safeParse(error.meta).data?.driverAdapterError.cause;
}
