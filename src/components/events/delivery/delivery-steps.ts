import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PrismaService } from '@/database';
import { type EventMessage } from '@/generated/prisma/client.ts';
import { runAs, systemPrincipal } from '@/platform';
import { Sequencer } from '../publishing/sequencer.ts';
import { type Subscriber } from './subscriber-registry.ts';

const batch = 50;
/** For a batch of handlers that write. */
const timeout = 60_000;
const longestRetryMs = 5 * 60_000;

const Place = z.object({ position: z.bigint() });
const Due = z.array(z.object({ messageId: z.string() }));

/** What a subscriber could not take. */
export interface Refusal {
  readonly message: EventMessage;
  readonly error: unknown;
  readonly isDead: boolean;
}

/** Delivers to one subscriber. The row of the subscriber is the lease: while it is locked no other process does. */
@Injectable()
export class DeliverySteps {
  constructor(
    private readonly prisma: PrismaService<'events'>,
    private readonly sequencer: Sequencer,
  ) {}

  /** Makes the subscriber known: from then on it misses nothing. */
  async join({ name, from = 'beginning' }: Subscriber): Promise<void> {
    const known = await this.prisma.eventSubscriber.findUnique({ where: { name } });
    if (known) return;
    const position = from === 'now' ? await this.sequencer.head() : 0n;
    await this.prisma.eventSubscriber.createMany({ data: { name, position }, skipDuplicates: true });
  }

  /** Takes what is new. A message that fails waits for its next try, and with it those of its key that follow. */
  async takeNew(subscriber: Subscriber): Promise<{ refusals: Refusal[]; isMore: boolean }> {
    const { name, event } = subscriber;
    return this.prisma.$transaction(
      async (tx) => {
        const position = await lock(tx, name);
        if (position === undefined) return { refusals: [], isMore: false };
        const head = await this.sequencer.head();
        const found = await tx.eventMessage.findMany({
          where: { name: event.name, position: { gt: position, lte: head } },
          orderBy: { position: 'asc' },
          take: batch,
        });
        // A transaction is of one tenant: the messages of the first one's, up to the next tenant.
        const other = found.findIndex(({ tenantId }) => tenantId !== found[0]?.tenantId);
        const messages = other === -1 ? found : found.slice(0, other);
        const refusals: Refusal[] = [];
        for (const message of messages) {
          const isHeld = message.key !== null && (await isHeldBack(tx, name, message.key));
          const refusal = isHeld ? undefined : await this.#offer(subscriber, message, 1);
          if (refusal) refusals.push(refusal);
          if (!isHeld && !refusal) continue;
          const { id: messageId, key } = message;
          const place = { subscriberName: name, messageId, key, position: message.position ?? 0n };
          const state = refusal ? failed(refusal, 1) : ({ state: 'WAITING', dueAt: new Date() } as const);
          await tx.eventDelivery.create({ data: { ...place, ...state } });
        }
        const isMore = other !== -1 || found.length === batch;
        const last = messages.at(-1)?.position;
        await tx.eventSubscriber.update({
          where: { name },
          data: { position: isMore ? (last ?? head) : head },
        });
        return { refusals, isMore };
      },
      { timeout },
    );
  }

  /** Offers the first message again whose time has come; of each key only the earliest. */
  async retryNext(subscriber: Subscriber): Promise<{ refusals: Refusal[]; isMore: boolean }> {
    const { name } = subscriber;
    return this.prisma.$transaction(
      async (tx) => {
        if ((await lock(tx, name)) === undefined) return { refusals: [], isMore: false };
        const [due] = Due.parse(
          await tx.$queryRaw<unknown[]>`
            SELECT d."messageId" FROM event_deliveries d
            WHERE d."subscriberName" = ${name} AND d.state = 'WAITING' AND d."dueAt" <= now()
              AND NOT EXISTS (
                SELECT FROM event_deliveries earlier
                WHERE earlier."subscriberName" = d."subscriberName" AND earlier.key = d.key
                  AND earlier.state = 'WAITING' AND earlier.position < d.position)
            ORDER BY d.position LIMIT 1`,
        );
        if (!due) return { refusals: [], isMore: false };
        const where = { subscriberName_messageId: { subscriberName: name, messageId: due.messageId } };
        const { message, attempts } = await tx.eventDelivery.findUniqueOrThrow({
          where,
          include: { message: true },
        });
        const refusal = await this.#offer(subscriber, message, attempts + 1);
        if (refusal) await tx.eventDelivery.update({ where, data: failed(refusal, attempts + 1) });
        else await tx.eventDelivery.delete({ where });
        return { refusals: refusal ? [refusal] : [], isMore: true };
      },
      { timeout },
    );
  }

  /** In a savepoint: what a handler has written goes when it fails, and what others have written stays. */
  async #offer(
    { name, take, attempts: most = 10 }: Subscriber,
    message: EventMessage,
    attempt: number,
  ): Promise<Refusal | undefined> {
    const { id, key, tenantId, actor, createdAt } = message;
    const about = {
      id,
      name: message.name,
      position: message.position ?? 0n,
      key,
      tenantId,
      actor,
      createdAt,
    };
    const principal = { ...systemPrincipal(`events ${name}`), tenantId: tenantId ?? undefined };
    try {
      // The savepoint is of the dispatcher; the tenant is the handler's only.
      await this.prisma.$transaction(() =>
        runAs(principal, async () => {
          await take(message.payload, about);
        }),
      );
      return undefined;
    } catch (error) {
      return { message, error, isDead: attempt >= most };
    }
  }
}

/** @returns how far it has come; undefined when another process is at it */
async function lock(tx: PrismaService<'events'>, name: string): Promise<bigint | undefined> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT position FROM event_subscribers WHERE name = ${name} FOR UPDATE SKIP LOCKED`;
  return row === undefined ? undefined : Place.parse(row).position;
}

async function isHeldBack(tx: PrismaService<'events'>, name: string, key: string): Promise<boolean> {
  const earlier = await tx.eventDelivery.findFirst({
    where: { subscriberName: name, key, state: 'WAITING' },
    select: { messageId: true },
  });
  return earlier !== null;
}

function failed({ error, isDead }: Refusal, attempts: number) {
  const pauseMs = Math.min(1_000 * 2 ** Math.min(attempts - 1, 20), longestRetryMs);
  return {
    state: isDead ? ('DEAD' as const) : ('WAITING' as const),
    attempts,
    error: (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 2_000),
    failedAt: new Date(),
    dueAt: new Date(Date.now() + pauseMs),
  };
}
