import { ConflictException } from '@nestjs/common';
import { z } from 'zod';
import { type PrismaService } from '@/database';
import { type StoredEvent } from '@/generated/prisma/client.ts';
import { type ExpectedVersion, type StreamAppendInput } from './append-events.ts';
import { toRow } from './to-row.ts';

const StreamEnd = z.object({ at: z.date(), version: z.int(), endedAt: z.date().nullable() });

/**
 * Appends to one stream, for whom holds the lock of the tenant.
 *
 * @throws ConflictException
 */
export async function appendToStream(
  tx: PrismaService<'event-store'>,
  tenantId: string,
  { aggregateType, aggregateId, expectedVersion = 'any', events }: StreamAppendInput,
): Promise<StoredEvent[]> {
  const stream = { tenantId, aggregateType, aggregateId };
  // Times of a tenant never go back, also when a clock does: what is between two times is between two positions.
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT greatest(clock_timestamp(), (SELECT max("updatedAt") FROM event_heads WHERE "tenantId" = ${tenantId})) AS at,
      coalesce((SELECT max(version) FROM events WHERE "tenantId" = ${tenantId}
        AND "aggregateType" = ${aggregateType} AND "aggregateId" = ${aggregateId}), 0) AS version,
      (SELECT "endedAt" FROM event_streams WHERE "tenantId" = ${tenantId}
        AND "aggregateType" = ${aggregateType} AND "aggregateId" = ${aggregateId}) AS "endedAt"`;
  const { at, version, endedAt } = StreamEnd.parse(row);
  const name = `${aggregateType}/${aggregateId}`;
  if (endedAt) throw new ConflictException(`The stream ${name} has ended.`);
  const problem = unexpected(version, expectedVersion);
  if (problem) throw new ConflictException(`The stream ${name} ${problem}.`);
  const data = events.map((event, index) => ({
    ...stream,
    ...toRow(event),
    version: version + index + 1,
    createdAt: at,
  }));
  const stored = await tx.storedEvent.createManyAndReturn({ data });
  await tx.$executeRaw`
    INSERT INTO event_streams ("tenantId", "aggregateType", "aggregateId", version, "firstEventAt", "lastEventAt")
    VALUES (${tenantId}, ${aggregateType}, ${aggregateId}, ${version + events.length}, ${at}, ${at})
    ON CONFLICT ("tenantId", "aggregateType", "aggregateId")
    DO UPDATE SET version = excluded.version, "lastEventAt" = excluded."lastEventAt"`;
  return stored.sort((a, b) => a.version - b.version);
}

/** In what a stream differs from what its writer expects; undefined when it does not. */
function unexpected(version: number, expected: ExpectedVersion): string | undefined {
  switch (expected) {
    case 'any':
      return undefined;
    case 'none':
      return version === 0 ? undefined : `exists, at version ${version}`;
    case 'exists':
      return version > 0 ? undefined : 'does not exist';
    default:
      return version === expected ? undefined : `is at version ${version}, not ${expected}`;
  }
}
