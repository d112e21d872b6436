import { z } from 'zod';
import { type StoredEvent } from '@/generated/prisma/client.ts';

/** An event as the API answers it. */
export const EventView = z.object({
  id: z.string(),
  position: z.string().describe('Order of all events of the tenant; a 64-bit number as text'),
  tenantId: z.string(),
  aggregateType: z.string(),
  aggregateId: z.string(),
  version: z.int().describe('Number of the event in its stream, from 1'),
  type: z.string(),
  data: z.unknown().describe('What happened, any JSON'),
  metadata: z.unknown().describe('Who, why, in which request; null if nothing was said'),
  createdAt: z.iso.datetime(),
});

export type EventView = Omit<StoredEvent, 'position'> & { position: string };

/** JSON has no 64-bit numbers, so the position goes out as text. */
export function viewEvent(event: StoredEvent): EventView {
  return { ...event, position: event.position.toString() };
}

/** What an append answers: the events as they were stored. */
export const AppendedView = z.object({ items: z.array(EventView) });
