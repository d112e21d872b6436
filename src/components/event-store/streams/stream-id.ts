import { z } from 'zod';
import { ForeignId, Name } from '../events/name.ts';

/** What identifies a stream within its tenant; the parameters of its paths. */
export const StreamId = z.strictObject({ aggregateType: Name, aggregateId: ForeignId });

export type StreamId = z.infer<typeof StreamId>;

export function nameOfStream({ aggregateType, aggregateId }: StreamId): string {
  return `${aggregateType}/${aggregateId}`;
}
