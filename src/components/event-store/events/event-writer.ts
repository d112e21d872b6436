import { ConflictException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type StoredEvent } from '@/generated/prisma/client.ts';
import { TenantDirectory } from '../../tenancy/index.ts';
import { type StreamAppend } from './append-events.ts';
import { toRow } from './to-row.ts';

/** Appends events. There is no way to change or delete one. */
@Injectable()
export class EventWriter {
  constructor(
    private readonly prisma: PrismaService<'event-store'>,
    private readonly tenants: TenantDirectory,
  ) {}

  /**
   * Appends to one or more streams of a tenant, all or nothing.
   * @returns the stored events, by position
   * @throws NotFoundException or ConflictException for an unknown or suspended tenant, ConflictException when
   * a stream is not at its `expectedVersion`.
   */
  async append(tenantId: string, appends: StreamAppend[]): Promise<StoredEvent[]> {
    await this.tenants.requireActive(tenantId);
    return this.prisma.$transaction(async (tx) => {
      await lockTenant(tx, tenantId);
      const stored: StoredEvent[] = [];
      for (const append of appends) stored.push(...(await appendToStream(tx, tenantId, append)));
      return stored;
    });
  }
}

/**
 * One writer per tenant at a time, until the transaction ends. Positions are then committed in the order they
 * were given out: a reader who has seen position 7 never meets a late 6.
 */
async function lockTenant(tx: PrismaService<'event-store'>, tenantId: string): Promise<void> {
  const name = `event-store:${tenantId}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

async function appendToStream(tx: PrismaService<'event-store'>, tenantId: string, append: StreamAppend) {
  const { aggregateType, aggregateId, expectedVersion, events } = append;
  const stream = { tenantId, aggregateType, aggregateId };
  const { _max } = await tx.storedEvent.aggregate({ where: stream, _max: { version: true } });
  const version = _max.version ?? 0;
  if (expectedVersion !== undefined && expectedVersion !== version) {
    throw new ConflictException(
      `The stream ${aggregateType}/${aggregateId} is at version ${version}, not ${expectedVersion}.`,
    );
  }
  const data = events.map((event, index) => ({ ...stream, ...toRow(event), version: version + index + 1 }));
  const stored = await tx.storedEvent.createManyAndReturn({ data });
  return stored.sort((a, b) => a.version - b.version);
}
