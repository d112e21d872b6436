import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PrismaService } from '@/database';

const batch = 1_000;
const Place = z.object({ position: z.bigint() });

/**
 * Gives positions to messages whose transactions have committed, in the order in which they were written. One process at a time
 * does: a position is there only when all before it are. What depends on an earlier message was written after that was
 * committed, so that it comes after it (ADR 0116).
 */
@Injectable()
export class Sequencer {
  constructor(private readonly prisma: PrismaService<'events'>) {}

  /** @returns whether there may be more without a position */
  async number(): Promise<boolean> {
    await this.prisma.eventSequencer.createMany({ data: { id: 1, position: 0 }, skipDuplicates: true });
    return this.prisma.$transaction(async (tx) => {
      const [row] = await tx.$queryRaw<unknown[]>`
        SELECT position FROM event_sequencer WHERE id = 1 FOR UPDATE SKIP LOCKED`;
      // Another process is at it, and looks once more than it was woken.
      if (row === undefined) return false;
      const { position } = Place.parse(row);
      const count = await tx.$executeRaw`
        UPDATE event_messages SET position = ${position} + numbered.n
        FROM (
          SELECT id, row_number() OVER (ORDER BY sequence) AS n FROM event_messages
          WHERE position IS NULL ORDER BY sequence LIMIT ${batch}
        ) AS numbered
        WHERE event_messages.id = numbered.id`;
      if (count > 0) {
        await tx.eventSequencer.update({ where: { id: 1 }, data: { position: position + BigInt(count) } });
      }
      return count === batch;
    });
  }

  /** The last position that was given. */
  async head(): Promise<bigint> {
    const row = await this.prisma.eventSequencer.findUnique({ where: { id: 1 } });
    return row?.position ?? 0n;
  }
}
