import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type StoredEvent } from '@/generated/prisma/client.ts';
import { type Page, paginate } from '@/platform';
import { type ListEvents } from './list-events.ts';

/** What identifies a stream. */
export interface StreamId {
  tenantId: string;
  aggregateType: string;
  aggregateId: string;
}

/** Where a stream stands; times are when its first and its last event were recorded. */
export interface StreamState extends StreamId {
  version: number;
  firstEventAt: Date | null;
  lastEventAt: Date | null;
}

@Injectable()
export class EventReader {
  constructor(private readonly prisma: PrismaService<'event-store'>) {}

  list(query: ListEvents): Promise<Page<StoredEvent>> {
    const where: Prisma.StoredEventWhereInput = {
      tenantId: query.tenantId,
      type: query.type,
      aggregateType: query.aggregateType,
      aggregateId: query.aggregateId,
      createdAt: { gte: query.from, lt: query.to },
    };
    if (query.after !== undefined) where.position = { gt: BigInt(query.after) };
    return paginate(query, (window) =>
      this.prisma.storedEvent.findMany({ where, orderBy: { position: query.order }, ...window }),
    );
  }

  get(id: string): Promise<StoredEvent> {
    return this.prisma.storedEvent.findUniqueOrThrow({ where: { id } });
  }

  /** Version 0 and no times: there is no such stream yet. */
  async stream(id: StreamId): Promise<StreamState> {
    const { _max, _min } = await this.prisma.storedEvent.aggregate({
      where: id,
      _max: { version: true, createdAt: true },
      _min: { createdAt: true },
    });
    return {
      ...id,
      version: _max.version ?? 0,
      firstEventAt: _min.createdAt,
      lastEventAt: _max.createdAt,
    };
  }
}
