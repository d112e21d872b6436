import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, CurrentPrincipal, pageOf, type Principal, Requires } from '@/platform';
import { refuseTenant } from '../principals/refuse-tenant.ts';
import { CreateUser, ListUsers, SuspendUser, UserView } from './user-views.ts';
import { UsersService } from './users.service.ts';

@Controller('access/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Post()
  @Requires('access:users.write')
  @ApiOperation({ summary: 'Create a person' })
  @ApiCreatedResponse({ standardSchema: UserView })
  @ApiProblems(400, 409)
  create(@Body({ schema: CreateUser }) body: CreateUser, @CurrentPrincipal() principal: Principal) {
    refuseTenant(principal);
    return this.users.create(body, principal);
  }

  @Get()
  @Requires('access:users.read')
  @ApiOperation({ summary: 'People, newest first; those who act for an organisation see its members' })
  @ApiOkResponse({ standardSchema: pageOf(UserView) })
  @ApiProblems(400)
  list(@Query({ schema: ListUsers }) query: ListUsers, @CurrentPrincipal() principal: Principal) {
    return this.users.list(query, principal.tenantId);
  }

  @Get(':userId')
  @Requires('access:users.read')
  @ApiOperation({ summary: 'One person' })
  @ApiOkResponse({ standardSchema: UserView })
  @ApiProblems(400, 404)
  get(@Param('userId', { schema: z.uuid() }) userId: string, @CurrentPrincipal() principal: Principal) {
    return this.users.get(userId, principal.tenantId);
  }

  @Post(':userId/suspend')
  @HttpCode(200)
  @Requires('access:users.write')
  @ApiOperation({ summary: 'Suspend a person: the next request is refused, on every instance' })
  @ApiOkResponse({ standardSchema: UserView })
  @ApiProblems(400, 404)
  suspend(
    @Param('userId', { schema: z.uuid() }) userId: string,
    @Body({ schema: SuspendUser }) { why }: SuspendUser,
    @CurrentPrincipal() principal: Principal,
  ) {
    refuseTenant(principal);
    return this.users.suspend(userId, why, principal);
  }

  @Post(':userId/restore')
  @HttpCode(200)
  @Requires('access:users.write')
  @ApiOperation({ summary: 'Let a suspended person in again' })
  @ApiOkResponse({ standardSchema: UserView })
  @ApiProblems(400, 404)
  restore(@Param('userId', { schema: z.uuid() }) userId: string, @CurrentPrincipal() principal: Principal) {
    refuseTenant(principal);
    return this.users.restore(userId, principal);
  }

  @Delete(':userId/sessions')
  @HttpCode(204)
  @Requires('access:users.write')
  @ApiOperation({ summary: 'End every session of a person' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  revokeSessions(
    @Param('userId', { schema: z.uuid() }) userId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    refuseTenant(principal);
    return this.users.revokeSessions(userId, principal);
  }
}
