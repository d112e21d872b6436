import { Prisma } from '@/generated/prisma/client.ts';
import { type NewEvent } from './new-event.ts';

/** JSON's null has a value of its own in Prisma, to tell it from the database's NULL. */
export function toRow(event: NewEvent) {
  return { ...event, data: event.data ?? Prisma.JsonNull, metadata: toJsonObject(event.metadata) };
}

/** Prisma takes JSON objects as long as they have no null at the top; copying the entries shows that to tsc. */
export function toJsonObject(metadata: NewEvent['metadata']): Prisma.InputJsonObject | undefined {
  return metadata && Object.fromEntries(Object.entries(metadata));
}
