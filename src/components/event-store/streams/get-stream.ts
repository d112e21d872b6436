import { z } from 'zod';
import { ForeignId } from '../events/name.ts';

/** Query of `GET /event-store/streams/:aggregateType/:aggregateId`. */
export const GetStream = z.strictObject({ tenantId: ForeignId });

export type GetStream = z.infer<typeof GetStream>;
