import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, ApiProblems, type HttpReply, pageOf, Requires } from '@/platform';
import {
  CreateOrganization,
  OrganizationQuery,
  OrganizationView,
  UpdateOrganization,
} from './dto/organization.ts';
import { OrganizationsService } from './organizations.service.ts';

@Controller('test-runs/organizations')
export class OrganizationsController {
  constructor(private readonly organizations: OrganizationsService) {}

  @Requires('test-runs:organizations.read')
  @Get()
  @ApiOperation({ summary: 'List organisations' })
  @ApiOkResponse({ standardSchema: pageOf(OrganizationView) })
  @ApiProblems(400)
  list(@Query({ schema: OrganizationQuery }) query: OrganizationQuery) {
    return this.organizations.list(query);
  }

  @Requires('test-runs:organizations.write')
  @Post()
  @ApiOperation({ summary: 'Create an organisation' })
  @ApiCreatedResponse({ standardSchema: OrganizationView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateOrganization }) body: CreateOrganization,
    @Actor() actor: string,
    @Res({ passthrough: true }) reply: HttpReply,
  ) {
    const organization = await this.organizations.create(body, actor);
    reply.header('Location', `/test-runs/organizations/${organization.id}`);
    return organization;
  }

  @Requires('test-runs:organizations.read')
  @Get(':id')
  @ApiOperation({ summary: 'Read an organisation' })
  @ApiOkResponse({ standardSchema: OrganizationView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string) {
    return this.organizations.get(id);
  }

  @Requires('test-runs:organizations.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Rename an organisation' })
  @ApiOkResponse({ standardSchema: OrganizationView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateOrganization }) body: UpdateOrganization,
    @Actor() actor: string,
  ) {
    return this.organizations.update(id, body, actor);
  }

  @Requires('test-runs:organizations.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an organisation that has neither suites nor executions' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: z.uuid() }) id: string, @Actor() actor: string): Promise<void> {
    return this.organizations.remove(id, actor);
  }
}
