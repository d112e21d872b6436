import { BadRequestException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type Prisma, type StoredEvent } from '@/generated/prisma/client.ts';
import { type Page, paginate } from '@/platform';
import { type ListEvents } from './list-events.ts';
import { tenantOfWork } from './tenant-of-work.ts';

/** What is read behind a position. */
export interface ReadBehind {
  /** Behind this position; 0 reads from the beginning. */
  readonly after: bigint;
  /** Not beyond this one. @default to the end */
  readonly until?: bigint | undefined;
  /** @default all types */
  readonly types?: readonly string[] | undefined;
  readonly limit: number;
}

/** By how much an event may be older than one of an earlier position: those of before times were kept in order. */
const disorderMs = 60_000;

/** Reads the events of the tenant at hand. */
@Injectable()
export class EventReader {
  constructor(private readonly prisma: PrismaService<'event-store'>) {}

  async list(query: ListEvents): Promise<Page<StoredEvent>> {
    const { order, type, aggregateType, aggregateId, from, to } = query;
    const range = await this.#positions(from, to);
    const first = query.after === undefined ? undefined : BigInt(query.after);
    const page = await paginate(query, async ({ take, cursor }) => {
      const last = positionOf(cursor?.id);
      const and: Prisma.StoredEventWhereInput[] = [range];
      if (first !== undefined) and.push({ position: { gt: first } });
      if (last !== undefined) and.push({ position: order === 'asc' ? { gt: last } : { lt: last } });
      const where = { type, aggregateType, aggregateId, createdAt: { gte: from, lt: to }, AND: and };
      const events = await this.prisma.storedEvent.findMany({ where, orderBy: { position: order }, take });
      return events.map((event) => ({ id: event.position, event }));
    });
    return { items: page.items.map(({ event }) => event), nextCursor: page.nextCursor };
  }

  /** By position. A reader that goes on behind the last one of them misses nothing. */
  readBehind({ after, until, types, limit }: ReadBehind): Promise<StoredEvent[]> {
    const position = until === undefined ? { gt: after } : { gt: after, lte: until };
    return this.prisma.storedEvent.findMany({
      where: { position, ...(types && { type: { in: [...types] } }) },
      orderBy: { position: 'asc' },
      take: limit,
    });
  }

  /** Position of the last event; 0 when there is none. */
  async head(): Promise<bigint> {
    const head = await this.prisma.eventHead.findUnique({ where: { tenantId: tenantOfWork() } });
    return head?.position ?? 0n;
  }

  get(id: string): Promise<StoredEvent> {
    return this.prisma.storedEvent.findFirstOrThrow({ where: { id } });
  }

  /**
   * The positions between two times: so that the index of the type, or of the stream, is read where the time is and not
   * from its beginning. Times of a tenant never go back; older ones did by seconds.
   */
  async #positions(from?: Date, to?: Date): Promise<Prisma.StoredEventWhereInput> {
    const [before, behind] = await Promise.all([
      from && this.#boundary({ lt: new Date(from.getTime() - disorderMs) }, 'desc'),
      to && this.#boundary({ gte: new Date(to.getTime() + disorderMs) }, 'asc'),
    ]);
    return { position: { gt: before, lt: behind } };
  }

  async #boundary(
    createdAt: Prisma.DateTimeFilter<'StoredEvent'>,
    order: 'asc' | 'desc',
  ): Promise<bigint | undefined> {
    const event = await this.prisma.storedEvent.findFirst({
      where: { createdAt },
      orderBy: [{ createdAt: order }, { position: order }],
      select: { position: true },
    });
    return event?.position;
  }
}

function positionOf(cursor: unknown): bigint | undefined {
  if (cursor === undefined || typeof cursor === 'bigint') return cursor;
  throw new BadRequestException('The cursor is not one of this list.');
}
