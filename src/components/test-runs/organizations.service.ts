import { Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '@/database';
import { type TestRunOrganization } from '@/generated/prisma/client.ts';
import { containsText, orderBy, paginate } from '@/platform';
import { AuditTrail } from './audit-trail.ts';
import {
  type CreateOrganization,
  type OrganizationQuery,
  type UpdateOrganization,
} from './dto/organization.ts';

@Injectable()
export class OrganizationsService {
  constructor(
    private readonly prisma: PrismaService<'test-runs'>,
    private readonly audit: AuditTrail,
  ) {}

  list(query: OrganizationQuery) {
    const where = query.name === undefined ? {} : { name: containsText(query.name) };
    return paginate(query, (window) =>
      this.prisma.testRunOrganization.findMany({ where, orderBy: orderBy(query.sort), ...window }),
    );
  }

  /** @throws NotFoundException */
  async get(id: string): Promise<TestRunOrganization> {
    const organization = await this.prisma.testRunOrganization.findUnique({ where: { id } });
    if (organization === null) throw new NotFoundException(`No organisation ${id}`);
    return organization;
  }

  create(input: CreateOrganization, actor: string): Promise<TestRunOrganization> {
    return this.prisma.$transaction(async (tx) => {
      const after = await tx.testRunOrganization.create({ data: input });
      await this.audit.record(tx, { ...subject(after), action: 'CREATED', actor, after });
      return after;
    });
  }

  update(id: string, patch: UpdateOrganization, actor: string): Promise<TestRunOrganization> {
    return this.prisma.$transaction(async (tx) => {
      const before = await tx.testRunOrganization.findUniqueOrThrow({ where: { id } });
      const after = await tx.testRunOrganization.update({ where: { id }, data: patch });
      await this.audit.record(tx, { ...subject(after), action: 'UPDATED', actor, before, after });
      return after;
    });
  }

  /** Refused (409) while it has suites or executions. Its audit log stays. */
  async remove(id: string, actor: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const before = await tx.testRunOrganization.delete({ where: { id } });
      await this.audit.record(tx, { ...subject(before), action: 'DELETED', actor, before });
    });
  }
}

function subject({ id }: TestRunOrganization) {
  return { organizationId: id, entity: 'ORGANIZATION', entityId: id } as const;
}
