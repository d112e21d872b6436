import { ConflictException } from '@nestjs/common';
import { type PrismaService } from '@/database';
import { type StoredEvent } from '@/generated/prisma/client.ts';
import { type StreamAppendInput } from './append-events.ts';
import { sameJson } from './same-json.ts';

/**
 * The events that an earlier append with the same ids has stored, so that a caller may repeat itself.
 *
 * @returns undefined when none of them is stored
 * @throws ConflictException when an id is stored with other content, or only some are stored
 */
export async function findReplay(
  tx: PrismaService<'event-store'>,
  { aggregateType, aggregateId, events }: StreamAppendInput,
): Promise<StoredEvent[] | undefined> {
  const ids = events.flatMap(({ id }) => id ?? []);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new ConflictException(`Two events of the append have the id ${twice}.`);
  if (ids.length === 0) return undefined;
  const stored = await tx.storedEvent.findMany({ where: { id: { in: ids } }, orderBy: { version: 'asc' } });
  if (stored.length === 0) return undefined;
  const byId = new Map(stored.map((event) => [event.id, event]));
  for (const event of events) {
    const before = event.id === undefined ? undefined : byId.get(event.id);
    if (!before) continue;
    const isSame =
      before.aggregateType === aggregateType &&
      before.aggregateId === aggregateId &&
      before.type === event.type &&
      sameJson(before.data, event.data) &&
      sameJson(before.metadata, event.metadata ?? null);
    if (!isSame) throw new ConflictException(`The event ${before.id} is stored already, with other content.`);
  }
  if (stored.length < events.length) {
    throw new ConflictException(
      `Some events of the append are stored already (${stored.map(({ id }) => id).join(', ')}), and others are not.`,
    );
  }
  return stored;
}
