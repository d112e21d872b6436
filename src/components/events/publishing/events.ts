import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { currentTenant, Notifications, PrismaService } from '@/database';
import { Prisma } from '@/generated/prisma/client.ts';
import { currentPrincipal, JsonValue, nameOfPrincipal } from '@/platform';
import { type EventDefinition } from './define-event.ts';
import { eventsChannel } from './events-channel.ts';

export interface PublishOptions {
  /** Published again with the same id, a message is stored once. @default a new one */
  readonly id?: string;
}

/** Tells other components what has happened. */
@Injectable()
export class Events {
  constructor(
    private readonly prisma: PrismaService<'events'>,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Publishes an event in the transaction that is open: it is delivered if that commits, and was never there otherwise. The
   * message is for the tenant at hand, and for none without one.
   *
   * @returns the id of the message
   * @throws ZodError when the payload is not what the event says
   * @example
   * await transaction(async () => {
   *   const order = await this.prisma.order.create({ data });
   *   await this.events.publish(OrderPlaced, { orderId: order.id, total: order.total });
   * });
   */
  async publish<Payload>(
    event: EventDefinition<Payload>,
    payload: Payload,
    { id = randomUUID() }: PublishOptions = {},
  ): Promise<string> {
    const checked = event.schema.parse(payload);
    const row = {
      id,
      name: event.name,
      key: event.key?.(checked) ?? null,
      tenantId: currentTenant() ?? null,
      payload: toJson(checked),
      actor: nameOfPrincipal(currentPrincipal()),
    };
    await this.prisma.eventMessage.createMany({ data: row, skipDuplicates: true });
    await this.notifications.notify(eventsChannel);
    return id;
  }
}

/** Dates and the like as JSON has them. */
function toJson(payload: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  const value = JsonValue.parse(z.json().parse(JSON.parse(JSON.stringify(payload ?? null))));
  return value ?? Prisma.JsonNull;
}
