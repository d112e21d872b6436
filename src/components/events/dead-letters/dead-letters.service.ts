import { BadRequestException, Injectable, NotFoundException } from '@nestjs/common';
import { currentTenant, Notifications, PrismaService } from '@/database';
import { type Prisma } from '@/generated/prisma/client.ts';
import { currentPrincipal, holdsPermission, type Page, paginate } from '@/platform';
import { SubscriberRegistry } from '../delivery/subscriber-registry.ts';
import { eventsChannel } from '../publishing/events-channel.ts';
import { Sequencer } from '../publishing/sequencer.ts';
import { type DeadLetter, type ListDeadLetters, type SubscriberView } from './dead-letter-view.ts';

/** What subscribers could not take, as far as the sender of the request may see it. */
@Injectable()
export class DeadLettersService {
  constructor(
    private readonly prisma: PrismaService<'events'>,
    private readonly registry: SubscriberRegistry,
    private readonly sequencer: Sequencer,
    private readonly notifications: Notifications,
  ) {}

  /** By position. */
  async list({ subscriber, ...query }: ListDeadLetters): Promise<Page<DeadLetter>> {
    const page = await paginate(query, async ({ take, cursor }) => {
      const behind: unknown = cursor?.id;
      if (behind !== undefined && typeof behind !== 'bigint') {
        throw new BadRequestException('The cursor is not one of this list.');
      }
      const where: Prisma.EventDeliveryWhereInput = {
        state: 'DEAD',
        subscriberName: subscriber,
        message: visible(),
        position: { gt: behind },
      };
      const rows = await this.prisma.eventDelivery.findMany({
        where,
        include: { message: true },
        orderBy: [{ position: 'asc' }, { subscriberName: 'asc' }],
        take,
      });
      return rows.map((row) => ({ id: row.position, row }));
    });
    return {
      nextCursor: page.nextCursor,
      items: page.items.map(({ row: { subscriberName, message, attempts, error, failedAt } }) => ({
        subscriber: subscriberName,
        messageId: message.id,
        event: message.name,
        key: message.key,
        tenantId: message.tenantId,
        payload: message.payload,
        publishedAt: message.createdAt,
        attempts,
        error,
        failedAt,
      })),
    };
  }

  /** Offers it again, with as many tries as the first time. @throws NotFoundException */
  async resend(subscriberName: string, messageId: string): Promise<void> {
    const { count } = await this.prisma.eventDelivery.updateMany({
      where: { subscriberName, messageId, state: 'DEAD', message: visible() },
      data: { state: 'WAITING', attempts: 0, dueAt: new Date() },
    });
    if (count === 0) throw new NotFoundException('There is no such dead letter.');
    await this.notifications.notify(eventsChannel);
  }

  async subscribers(): Promise<SubscriberView[]> {
    const head = await this.sequencer.head();
    const rows = await this.prisma.eventSubscriber.findMany();
    return Promise.all(
      this.registry.all().map(async ({ name, event, method }) => {
        const position = rows.find((row) => row.name === name)?.position ?? 0n;
        const count = (state: 'WAITING' | 'DEAD') =>
          this.prisma.eventDelivery.count({ where: { subscriberName: name, state } });
        return {
          name,
          event: event.name,
          method,
          position: position.toString(),
          head: head.toString(),
          waiting: await count('WAITING'),
          dead: await count('DEAD'),
        };
      }),
    );
  }
}

/** Messages of the tenant at hand; without one those of none, or all for whom it is permitted. */
function visible(): Prisma.EventMessageWhereInput {
  const tenantId = currentTenant();
  if (tenantId !== undefined) return { tenantId };
  return holdsPermission(currentPrincipal().permissions, 'events:tenants.all') ? {} : { tenantId: null };
}
