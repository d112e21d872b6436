import { Injectable, NotFoundException } from '@nestjs/common';
import { Notifications, PrismaService } from '@/database';
import { eventChannel } from '../events/event-channel.ts';
import { EventReader } from '../events/event-reader.ts';
import { tenantOfWork } from '../events/tenant-of-work.ts';
import { ProjectionRegistry, type RegisteredProjection } from './projection-registry.ts';
import { ProjectionSteps } from './projection-steps.ts';
import { mostLag, type ProjectionView } from './projection-view.ts';

/** How far projections have come with the events of the tenant at hand. */
@Injectable()
export class ProjectionsService {
  constructor(
    private readonly prisma: PrismaService<'event-store'>,
    private readonly registry: ProjectionRegistry,
    private readonly steps: ProjectionSteps,
    private readonly reader: EventReader,
    private readonly notifications: Notifications,
  ) {}

  async list(): Promise<ProjectionView[]> {
    return Promise.all(this.registry.all().map((projection) => this.#view(projection)));
  }

  /** @throws NotFoundException */
  get(name: string): Promise<ProjectionView> {
    return this.#view(this.#require(name));
  }

  /** Begins again with the first event. @throws NotFoundException, and what the projection's `reset` throws */
  async rebuild(name: string): Promise<ProjectionView> {
    await this.steps.reset(this.#require(name), tenantOfWork());
    await this.notifications.notify(eventChannel);
    return this.get(name);
  }

  /** Tries the event that failed now. @throws NotFoundException */
  async retry(name: string): Promise<ProjectionView> {
    const projection = this.#require(name);
    await this.prisma.eventProjection.updateMany({
      where: { name: projection.name, tenantId: tenantOfWork() },
      data: { retryAt: null },
    });
    await this.notifications.notify(eventChannel);
    return this.get(name);
  }

  #require(name: string): RegisteredProjection {
    const projection = this.registry.find(name);
    if (!projection) throw new NotFoundException(`There is no projection ${name}.`);
    return projection;
  }

  async #view({ name, types }: RegisteredProjection): Promise<ProjectionView> {
    const tenantId = tenantOfWork();
    const row = await this.prisma.eventProjection.findUnique({
      where: { name_tenantId: { name, tenantId } },
    });
    const position = row?.position ?? 0n;
    const lag = await this.prisma.storedEvent.count({
      where: { position: { gt: position }, ...(types && { type: { in: [...types] } }) },
      take: mostLag,
    });
    return {
      name,
      types: types ? [...types] : null,
      state: row?.error ? 'failing' : lag > 0 ? 'behind' : 'current',
      position: position.toString(),
      head: (await this.reader.head()).toString(),
      lag,
      failure: row?.error
        ? {
            position: (row.failedPosition ?? 0n).toString(),
            error: row.error,
            tries: row.failures,
            failedAt: row.failedAt,
            retryAt: row.retryAt,
          }
        : null,
    };
  }
}
