import { Injectable } from '@nestjs/common';
import { Notifications, PrismaService } from '@/database';
import { type StoredEvent } from '@/generated/prisma/client.ts';
import { TenantDirectory } from '../../tenancy/index.ts';
import { type StreamAppendInput } from './append-events.ts';
import { appendToStream } from './append-to-stream.ts';
import { findReplay } from './find-replay.ts';
import { eventChannel } from './event-channel.ts';
import { moveHead } from './move-head.ts';
import { tenantOfWork } from './tenant-of-work.ts';

/** What became of an append. */
export interface Appended {
  /** The stored events, by version. */
  readonly events: StoredEvent[];
  /** False when all of them were stored before, by an append with the same ids. */
  readonly isNew: boolean;
}

/** Appends events. There is no way to change or delete one. */
@Injectable()
export class EventWriter {
  constructor(
    private readonly prisma: PrismaService<'event-store'>,
    private readonly tenants: TenantDirectory,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Appends to one or more streams of the tenant at hand, all or nothing, in the transaction that is open. Appends of
   * one tenant wait for each other until their transactions end: in a long one, append last.
   *
   * @returns one result for each append
   * @throws TenantError without a tenant; NotFoundException or ConflictException for an unknown or suspended one;
   * ConflictException when a stream has ended or is not where it was expected, or an id has other content already.
   */
  async append(appends: readonly StreamAppendInput[]): Promise<Appended[]> {
    const tenantId = tenantOfWork();
    await this.tenants.requireActive(tenantId);
    return this.prisma.$transaction(async (tx) => {
      await lockTenant(tx, tenantId);
      const results: Appended[] = [];
      for (const append of appends) {
        const before = await findReplay(tx, append);
        results.push(
          before
            ? { events: before, isNew: false }
            : { events: await appendToStream(tx, tenantId, append), isNew: true },
        );
      }
      const last = results
        .filter(({ isNew }) => isNew)
        .at(-1)
        ?.events.at(-1);
      if (last) {
        await moveHead(tx, last);
        await this.notifications.notify(eventChannel);
      }
      return results;
    });
  }
}

/**
 * One writer per tenant at a time, until the transaction ends. Positions are then committed in the order they
 * were given out: a reader who has seen position 7 never meets a late 6 (ADR 0116).
 */
async function lockTenant(tx: PrismaService<'event-store'>, tenantId: string): Promise<void> {
  const name = `event-store:${tenantId}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
