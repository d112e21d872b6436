import { ConflictException, Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type EventSnapshot, Prisma } from '@/generated/prisma/client.ts';
import { nameOfStream, type StreamId } from '../streams/stream-id.ts';
import { StreamsService } from '../streams/streams.service.ts';

/** How many of a stream and a shape stay: the newest one, and two for who reads at an earlier version. */
const kept = 3;

/** Which snapshot. */
export interface SnapshotQuery {
  /** Of the shape the reader knows: a snapshot of another one is of no use to it. */
  readonly schemaVersion: number;
  /** Not of a later version. @default the newest */
  readonly atVersion?: number | undefined;
}

export interface NewSnapshot {
  readonly schemaVersion: number;
  readonly version: number;
  readonly state: Prisma.InputJsonValue | null;
}

/** What streams of the tenant at hand come to. They can be lost: the events say the same. */
@Injectable()
export class Snapshots {
  constructor(
    private readonly prisma: PrismaService<'event-store'>,
    private readonly streams: StreamsService,
  ) {}

  /** The newest snapshot that can be used. */
  async newest(
    { aggregateType, aggregateId }: StreamId,
    { schemaVersion, atVersion }: SnapshotQuery,
  ): Promise<EventSnapshot | null> {
    return this.prisma.eventSnapshot.findFirst({
      where: { aggregateType, aggregateId, schemaVersion, version: { lte: atVersion } },
      orderBy: { version: 'desc' },
    });
  }

  /**
   * Keeps a snapshot, in place of one of the same version, and lets old ones go.
   *
   * @throws NotFoundException without the stream, ConflictException when it has not come to that version
   */
  async save(id: StreamId, { schemaVersion, version, state }: NewSnapshot): Promise<EventSnapshot> {
    const { tenantId, aggregateType, aggregateId, version: last } = await this.streams.get(id);
    if (version > last) {
      throw new ConflictException(
        `The stream ${nameOfStream(id)} is at version ${last}, not at ${version} yet.`,
      );
    }
    const key = { tenantId, aggregateType, aggregateId, schemaVersion };
    const data = { state: state ?? Prisma.JsonNull };
    return this.prisma.$transaction(async (tx) => {
      const saved = await put(tx, { ...key, version }, data);
      const old = await tx.eventSnapshot.findFirst({
        where: key,
        orderBy: { version: 'desc' },
        skip: kept,
        select: { version: true },
      });
      if (old)
        await tx.eventSnapshot.deleteMany({ where: { ...key, version: { lte: old.version, not: version } } });
      return saved;
    });
  }
}

/** Each step is one statement; another writer between the two is met by the next round. */
async function put(
  tx: PrismaService<'event-store'>,
  key: Omit<Prisma.EventSnapshotCreateManyInput, 'state' | 'createdAt'>,
  data: Pick<Prisma.EventSnapshotCreateManyInput, 'state'>,
): Promise<EventSnapshot> {
  for (;;) {
    const [created] = await tx.eventSnapshot.createManyAndReturn({
      data: { ...key, ...data },
      skipDuplicates: true,
    });
    if (created) return created;
    const [changed] = await tx.eventSnapshot.updateManyAndReturn({ where: key, data });
    if (changed) return changed;
  }
}
