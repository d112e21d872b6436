import { Injectable } from '@nestjs/common';
import { PrismaService } from '@/database';
import { TenantLimit } from '../limits/tenant-limit.ts';

export const membersLimit = 'tenancy:members';

@Injectable()
@TenantLimit()
export class MembersLimit implements TenantLimit {
  readonly name = membersLimit;
  readonly what = 'members and invitations of workspaces';
  readonly max = 1000;

  constructor(private readonly prisma: PrismaService<'tenancy'>) {}

  async count(): Promise<number> {
    return await this.prisma.tenantWorkspaceMember.count();
  }
}
