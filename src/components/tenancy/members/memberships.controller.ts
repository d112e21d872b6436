import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type TenantWorkspaceMember } from '@/generated/prisma/client.ts';
import { Requires } from '@/platform';
import { MemberView } from './member-view.ts';
import { MembersService } from './members.service.ts';

@Controller('tenancy/memberships')
export class MembershipsController {
  constructor(private readonly members: MembersService) {}

  @Requires('tenancy:workspaces.read')
  @Get()
  @ApiOperation({ summary: "List one's own memberships and invitations in the tenant one acts for" })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(MemberView) }) })
  async own(): Promise<{ items: TenantWorkspaceMember[] }> {
    return { items: await this.members.own() };
  }
}
