import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { ComponentHealth, type ComponentHealthCheck } from '@/platform';

/** Says which projections fail; the component serves all else. */
@Injectable()
@ComponentHealth()
export class ProjectionHealth implements ComponentHealthCheck {
  constructor(private readonly prisma: PrismaService<'event-store'>) {}

  async check(): Promise<Record<string, unknown> | undefined> {
    const failing = await this.prisma.eventProjection.groupBy({
      by: ['name'],
      where: { error: { not: null } },
      _count: { name: true },
      orderBy: { name: 'asc' },
    });
    if (failing.length === 0) return undefined;
    const names = failing.map(({ name, _count }) => `${name} for ${_count.name} tenant(s)`);
    return { degraded: `Projections fail: ${names.join(', ')}` };
  }
}
