import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { type TenantWorkspaceMember } from '@/generated/prisma/client.ts';
import { ApiProblems, type Page, pageOf, Requires } from '@/platform';
import { TenantOfRoute } from '../tenants/tenant-of-route.ts';
import { ChangeMember } from './change-member.ts';
import { InviteMember } from './invite-member.ts';
import { ListMembers } from './list-members.ts';
import { MemberView } from './member-view.ts';
import { MembersService } from './members.service.ts';

@UseInterceptors(TenantOfRoute)
@Controller('tenancy/workspaces/:workspaceId/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Requires('tenancy:members.read')
  @Get()
  @ApiOperation({ summary: 'List the members of a workspace, and who is invited' })
  @ApiOkResponse({ standardSchema: pageOf(MemberView) })
  @ApiProblems(400, 404)
  list(
    @Param('workspaceId') workspaceId: string,
    @Query({ schema: ListMembers }) query: ListMembers,
  ): Promise<Page<TenantWorkspaceMember>> {
    return this.members.list(workspaceId, query);
  }

  @Requires('tenancy:members.write')
  @Post()
  @ApiOperation({ summary: 'Invite someone of the tenant to a workspace' })
  @ApiCreatedResponse({ standardSchema: MemberView })
  @ApiProblems(400, 404, 409)
  invite(
    @Param('workspaceId') workspaceId: string,
    @Body({ schema: InviteMember }) body: InviteMember,
  ): Promise<TenantWorkspaceMember> {
    return this.members.invite(workspaceId, body);
  }

  @Requires('tenancy:workspaces.read')
  @Post('accept')
  @HttpCode(200)
  @ApiOperation({ summary: "Accept one's own invitation to a workspace" })
  @ApiOkResponse({ standardSchema: MemberView })
  @ApiProblems(404, 409)
  accept(@Param('workspaceId') workspaceId: string): Promise<TenantWorkspaceMember> {
    return this.members.accept(workspaceId);
  }

  @Requires('tenancy:members.write')
  @Patch(':memberId')
  @ApiOperation({ summary: "Change a member's role" })
  @ApiOkResponse({ standardSchema: MemberView })
  @ApiProblems(400, 404, 409)
  change(
    @Param('workspaceId') workspaceId: string,
    @Param('memberId', ParseUUIDPipe) memberId: string,
    @Body({ schema: ChangeMember }) { role }: ChangeMember,
  ): Promise<TenantWorkspaceMember> {
    return this.members.change(workspaceId, memberId, role);
  }

  @Requires('tenancy:workspaces.read')
  @Delete(':memberId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a member, take an invitation back, or leave' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(
    @Param('workspaceId') workspaceId: string,
    @Param('memberId', ParseUUIDPipe) memberId: string,
  ): Promise<void> {
    return this.members.remove(workspaceId, memberId);
  }
}
