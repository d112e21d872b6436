import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PrismaService } from '@/database';
import { type StoredEvent } from '@/generated/prisma/client.ts';
import { runAs, systemPrincipal } from '@/platform';
import { EventReader } from '../events/event-reader.ts';
import { type RegisteredProjection } from './projection-registry.ts';

const batch = 100;
/** For a batch of handlers that write. */
const timeout = 60_000;
const longestRetryMs = 5 * 60_000;

const Checkpoint = z.object({ position: z.bigint(), failures: z.int() });

interface Failure {
  readonly event: StoredEvent;
  readonly error: unknown;
}

/** Moves projections on, one tenant at a time. The row of the checkpoint is the lease: while it is locked no one else does. */
@Injectable()
export class ProjectionSteps {
  constructor(
    private readonly prisma: PrismaService<'event-store'>,
    private readonly reader: EventReader,
  ) {}

  /** Applies what a tenant's log has behind the checkpoint. @returns what failed, undefined at the end of the log */
  async catchUp(projection: RegisteredProjection, tenantId: string): Promise<Failure | undefined> {
    return this.#as(projection, tenantId, async () => {
      await this.#ensure(projection, tenantId);
      for (;;) {
        const { failure, isMore } = await this.#step(projection, tenantId);
        if (failure || !isMore) return failure;
      }
    });
  }

  /** Lets a projection begin again with the first event of a tenant. */
  async reset(projection: RegisteredProjection, tenantId: string): Promise<void> {
    await this.#as(projection, tenantId, async () => {
      await this.#ensure(projection, tenantId);
      await this.prisma.$transaction(
        async (tx) => {
          // Waits for the one that runs it.
          await tx.$queryRaw`SELECT FROM event_projections WHERE name = ${projection.name} AND "tenantId" = ${tenantId} FOR UPDATE`;
          await projection.projector.reset();
          await tx.eventProjection.update({
            where: { name_tenantId: { name: projection.name, tenantId } },
            data: { position: 0, ...noFailure },
          });
        },
        { timeout },
      );
    });
  }

  async #step(projection: RegisteredProjection, tenantId: string) {
    const { name, types, projector } = projection;
    return this.prisma.$transaction(
      async (tx) => {
        const [row] = await tx.$queryRaw<unknown[]>`
          SELECT position, failures FROM event_projections
          WHERE name = ${name} AND "tenantId" = ${tenantId} FOR UPDATE SKIP LOCKED`;
        // Another process is at it.
        if (row === undefined) return { failure: undefined, isMore: false };
        const { position, failures } = Checkpoint.parse(row);
        const head = await this.reader.head();
        const events = await this.reader.readBehind({ after: position, until: head, types, limit: batch });
        let done = position;
        let failure: Failure | undefined;
        for (const event of events) {
          try {
            // A savepoint: what came before stays when this one fails.
            await tx.$transaction(async () => {
              await projector.apply(event);
            });
            done = event.position;
          } catch (error) {
            failure = { event, error };
            break;
          }
        }
        const isMore = !failure && events.length === batch;
        await tx.eventProjection.update({
          where: { name_tenantId: { name, tenantId } },
          data: {
            position: failure || isMore ? done : head,
            // An event that failed before, and others since: its tries count from the beginning again.
            ...(failure ? failed(failure, done === position ? failures + 1 : 1) : noFailure),
          },
        });
        return { failure, isMore };
      },
      { timeout },
    );
  }

  async #ensure({ name }: RegisteredProjection, tenantId: string): Promise<void> {
    await this.prisma.eventProjection.createMany({ data: { name, tenantId }, skipDuplicates: true });
  }

  #as<T>({ name }: RegisteredProjection, tenantId: string, work: () => Promise<T>): Promise<T> {
    return runAs({ ...systemPrincipal(`projection ${name}`), tenantId }, async () => await work());
  }
}

const noFailure = { failures: 0, failedPosition: null, failedAt: null, error: null, retryAt: null };

function failed({ event, error }: Failure, failures: number) {
  const pauseMs = Math.min(1_000 * 2 ** Math.min(failures - 1, 20), longestRetryMs);
  return {
    failures,
    failedPosition: event.position,
    failedAt: new Date(),
    error: (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 2_000),
    retryAt: new Date(Date.now() + pauseMs),
  };
}
