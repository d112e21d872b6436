import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { orderBy, paginate } from '@/platform';
import { type AuditQuery } from './dto/audit.ts';

/** Reads the audit log; AuditTrail writes it. */
@Injectable()
export class AuditLogService {
  constructor(private readonly prisma: PrismaService<'test-runs'>) {}

  list({ organizationId, action, entity, entityId, actor, from, to, ...query }: AuditQuery) {
    const where = { organizationId, action, entity, entityId, actor, createdAt: { gte: from, lt: to } };
    return paginate(query, (window) =>
      this.prisma.testRunAuditEntry.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }
}
