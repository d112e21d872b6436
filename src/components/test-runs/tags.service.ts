import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { orderBy, paginate } from '@/platform';
import { AuditTrail } from './audit-trail.ts';
import { type TagQuery } from './dto/tag.ts';

/** Tags come into being with the tests that carry them, see TestsService. */
@Injectable()
export class TagsService {
  constructor(
    private readonly prisma: PrismaService<'test-runs'>,
    private readonly audit: AuditTrail,
  ) {}

  async list({ organizationId, ...query }: TagQuery) {
    const include = { _count: { select: { tests: true } } };
    const page = await paginate(query, (window) =>
      this.prisma.testRunTag.findMany({
        ...{ where: { organizationId }, include, orderBy: orderBy(query.sort) },
        ...window,
      }),
    );
    return { ...page, items: page.items.map(({ _count, ...tag }) => ({ ...tag, testCount: _count.tests })) };
  }

  /** Takes the tag off every test. */
  async remove(id: string, actor: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const before = await tx.testRunTag.delete({ where: { id } });
      const { organizationId } = before;
      const subject = { organizationId, entity: 'TAG', entityId: id } as const;
      await this.audit.record(tx, { ...subject, action: 'DELETED', actor, before });
    });
  }
}
