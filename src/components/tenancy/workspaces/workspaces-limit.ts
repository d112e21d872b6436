import { PrismaService } from '@/database';
import { Injectable } from '@nestjs/common';
import { TenantLimit } from '../limits/tenant-limit.ts';

export const workspacesLimit = 'tenancy:workspaces';

@Injectable()
@TenantLimit()
export class WorkspacesLimit implements TenantLimit {
  readonly name = workspacesLimit;
  readonly what = 'workspaces';
  readonly max = 100;

  constructor(private readonly prisma: PrismaService<'tenancy'>) {}

  async count(): Promise<number> {
    return await this.prisma.tenantWorkspace.count();
  }
}
