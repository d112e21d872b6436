import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { z } from 'zod';
import { Notifications, PrismaService, WakeableWorker } from '@/database';
import { eventChannel } from '../events/event-channel.ts';
import { ProjectionRegistry, type RegisteredProjection } from './projection-registry.ts';
import { ProjectionSteps } from './projection-steps.ts';

/** How long a wake-up may be missing. */
const pauseMs = 5_000;

const Behind = z.array(z.object({ tenantId: z.string() }));
const Next = z.object({ ms: z.number().nullable() });

/** Runs every projection in a worker of its own: one that fails holds no other back. */
@Injectable()
export class ProjectionRunner implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Projections');
  readonly #workers = new Map<string, WakeableWorker>();
  readonly #listening: (() => void)[] = [];
  #isStopping = false;

  constructor(
    private readonly prisma: PrismaService<'event-store'>,
    private readonly registry: ProjectionRegistry,
    private readonly steps: ProjectionSteps,
    private readonly notifications: Notifications,
  ) {}

  onApplicationBootstrap(): void {
    for (const projection of this.registry.all()) {
      // Another version of the program may do better: what failed is tried at once.
      let isFirst = true;
      const worker = new WakeableWorker({
        pauseMs,
        round: async () => {
          if (isFirst) await this.#forgetPauses(projection.name);
          isFirst = false;
          return this.#round(projection);
        },
        failed: (error) => {
          this.#logger.error(`The projection ${projection.name} could not be run`, error);
        },
      });
      this.#workers.set(projection.name, worker);
      this.#listening.push(
        this.notifications.listen(eventChannel, () => {
          worker.wake();
        }),
      );
      worker.wake();
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    for (const stop of this.#listening) stop();
    await Promise.all([...this.#workers.values()].map((worker) => worker.stop()));
  }

  /** Runs a projection at once, in this process. */
  wake(name: string): void {
    this.#workers.get(name)?.wake();
  }

  /** @returns milliseconds until a tenant's failed event is tried again */
  async #round(projection: RegisteredProjection): Promise<number | undefined> {
    const { name } = projection;
    for (const { tenantId } of await this.#behind(name)) {
      if (this.#isStopping) return undefined;
      const failure = await this.steps.catchUp(projection, tenantId);
      if (failure) {
        const { event, error } = failure;
        this.#logger.error(
          `The projection ${name} stopped before the event ${event.id} (${event.type}) of the tenant ${tenantId}`,
          error,
        );
      }
    }
    const [next] = await this.prisma.$queryRaw<unknown[]>`
      SELECT (extract(epoch FROM min("retryAt") - now()) * 1000)::float8 AS ms FROM event_projections WHERE name = ${name}`;
    const { ms } = Next.parse(next);
    return ms === null ? undefined : Math.max(ms, 10);
  }

  async #behind(name: string) {
    return Behind.parse(
      await this.prisma.$queryRaw<unknown[]>`
        SELECT h."tenantId" FROM event_heads h
        LEFT JOIN event_projections p ON p.name = ${name} AND p."tenantId" = h."tenantId"
        WHERE coalesce(p.position, 0) < h.position AND coalesce(p."retryAt", now()) <= now()
        ORDER BY h."updatedAt" LIMIT 10000`,
    );
  }

  async #forgetPauses(name: string): Promise<void> {
    await this.prisma.eventProjection.updateMany({
      where: { name, retryAt: { not: null } },
      data: { retryAt: null },
    });
  }
}
