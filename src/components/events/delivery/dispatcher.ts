import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { z } from 'zod';
import { Notifications, PrismaService, WakeableWorker } from '@/database';
import { eventsChannel } from '../publishing/events-channel.ts';
import { Sequencer } from '../publishing/sequencer.ts';
import { DeliverySteps, type Refusal } from './delivery-steps.ts';
import { type Subscriber, SubscriberRegistry } from './subscriber-registry.ts';

/** How long a wake-up may be missing. */
const pauseMs = 2_000;
/** Deliveries of old messages and of new ones take turns. */
const retriesAtOnce = 50;

const Next = z.object({ ms: z.number().nullable() });

/** Numbers messages and delivers them, each subscriber in a worker of its own: one that fails holds no other back. */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Events');
  #workers: WakeableWorker[] = [];
  #stopListening: (() => void) | undefined;
  #isStopping = false;

  constructor(
    private readonly prisma: PrismaService<'events'>,
    private readonly registry: SubscriberRegistry,
    private readonly sequencer: Sequencer,
    private readonly steps: DeliverySteps,
    private readonly notifications: Notifications,
  ) {}

  onApplicationBootstrap(): void {
    const deliveries = this.registry.all().map((subscriber) => this.#worker(() => this.#round(subscriber)));
    const numbering = this.#worker(async () => {
      while (await this.sequencer.number());
      for (const worker of deliveries) worker.wake();
      return undefined;
    });
    this.#workers = [numbering, ...deliveries];
    this.#stopListening = this.notifications.listen(eventsChannel, () => {
      numbering.wake();
    });
    numbering.wake();
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    this.#stopListening?.();
    await Promise.all(this.#workers.map((worker) => worker.stop()));
  }

  #worker(round: () => Promise<number | undefined>): WakeableWorker {
    return new WakeableWorker({
      pauseMs,
      round,
      failed: (error) => {
        this.#logger.error('Messages could not be delivered', error);
      },
    });
  }

  /** @returns milliseconds until a message is tried again */
  async #round(subscriber: Subscriber): Promise<number | undefined> {
    await this.steps.join(subscriber);
    for (let isMore = true; isMore && !this.#isStopping;) {
      const taken = await this.steps.takeNew(subscriber);
      this.#report(subscriber, taken.refusals);
      isMore = taken.isMore;
      for (let left = retriesAtOnce; left > 0 && this.#goesOn(); left--) {
        const retried = await this.steps.retryNext(subscriber);
        this.#report(subscriber, retried.refusals);
        if (!retried.isMore) break;
        if (left === 1) isMore = true;
      }
    }
    const [next] = await this.prisma.$queryRaw<unknown[]>`
      SELECT (extract(epoch FROM min("dueAt") - now()) * 1000)::float8 AS ms FROM event_deliveries
      WHERE "subscriberName" = ${subscriber.name} AND state = 'WAITING' AND "dueAt" > now()`;
    const { ms } = Next.parse(next);
    return ms === null ? undefined : Math.max(ms, 10);
  }

  #goesOn(): boolean {
    return !this.#isStopping;
  }

  #report({ name }: Subscriber, refusals: readonly Refusal[]): void {
    for (const { message, error, isDead } of refusals) {
      const then = isDead ? 'It is a dead letter now' : 'It is tried again';
      this.#logger.error(
        `"${name}" could not take the message ${message.id} (${message.name}). ${then}`,
        error,
      );
    }
  }
}
