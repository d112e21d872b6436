import { BadRequestException, ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type EventStream, Prisma } from '@/generated/prisma/client.ts';
import { type Page, paginate } from '@/platform';
import { toJsonObject } from '../events/to-row.ts';
import { type EndStream, type PutStreamMetadata } from './change-stream.ts';
import { type ListStreams } from './list-streams.ts';
import { nameOfStream, type StreamId } from './stream-id.ts';

/** The streams of the tenant at hand. */
@Injectable()
export class StreamsService {
  constructor(private readonly prisma: PrismaService<'event-store'>) {}

  /** By type and id. */
  async list({ aggregateType, ended, ...query }: ListStreams): Promise<Page<EventStream>> {
    const page = await paginate(query, async ({ take, cursor }) => {
      const where: Prisma.EventStreamWhereInput = { aggregateType, OR: behind(cursor?.id) };
      if (ended !== undefined) where.endedAt = ended ? { not: null } : null;
      const orderBy: Prisma.EventStreamOrderByWithRelationInput[] = [
        { aggregateType: 'asc' },
        { aggregateId: 'asc' },
      ];
      const streams = await this.prisma.eventStream.findMany({ where, orderBy, take });
      return streams.map((stream) => ({ id: nameOfStream(stream), stream }));
    });
    return { items: page.items.map(({ stream }) => stream), nextCursor: page.nextCursor };
  }

  async find({ aggregateType, aggregateId }: StreamId): Promise<EventStream | null> {
    return this.prisma.eventStream.findFirst({ where: { aggregateType, aggregateId } });
  }

  /** @throws NotFoundException */
  async get(id: StreamId): Promise<EventStream> {
    const stream = await this.find(id);
    if (!stream) throw new NotFoundException(`There is no stream ${nameOfStream(id)}.`);
    return stream;
  }

  /** @throws NotFoundException */
  async describe(id: StreamId, { metadata }: PutStreamMetadata): Promise<EventStream> {
    const value = metadata === null ? Prisma.DbNull : toJsonObject(metadata);
    return (await this.#change(id, {}, { metadata: value })) ?? this.get(id);
  }

  /** From now on nothing can be appended. @throws NotFoundException, ConflictException when it has ended or is elsewhere */
  async end(id: StreamId, { expectedVersion }: EndStream): Promise<EventStream> {
    const ended = await this.#change(
      id,
      { endedAt: null, version: expectedVersion },
      { endedAt: new Date() },
    );
    if (ended) return ended;
    const { endedAt, version } = await this.get(id);
    throw new ConflictException(
      endedAt
        ? `The stream ${nameOfStream(id)} has ended already.`
        : `The stream ${nameOfStream(id)} is at version ${version}, not ${expectedVersion ?? 0}.`,
    );
  }

  /** @throws NotFoundException, ConflictException when it has not ended */
  async reopen(id: StreamId): Promise<EventStream> {
    const reopened = await this.#change(id, { endedAt: { not: null } }, { endedAt: null });
    if (reopened) return reopened;
    await this.get(id);
    throw new ConflictException(`The stream ${nameOfStream(id)} has not ended.`);
  }

  async #change(
    { aggregateType, aggregateId }: StreamId,
    where: Prisma.EventStreamWhereInput,
    data: Prisma.EventStreamUpdateManyMutationInput,
  ): Promise<EventStream | undefined> {
    const [stream] = await this.prisma.eventStream.updateManyAndReturn({
      where: { ...where, aggregateType, aggregateId },
      data,
    });
    return stream;
  }
}

/** A cursor is the name of a stream: no type has a slash. */
function behind(cursor: unknown): Prisma.EventStreamWhereInput['OR'] {
  if (cursor === undefined) return undefined;
  const [, type, id] = /^([^/]+)\/(.+)$/s.exec(typeof cursor === 'string' ? cursor : '') ?? [];
  if (type === undefined || id === undefined)
    throw new BadRequestException('The cursor is not one of this list.');
  return [{ aggregateType: { gt: type } }, { aggregateType: type, aggregateId: { gt: id } }];
}
