import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type PrintUser } from '@/generated/prisma/client.ts';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { CreateUser } from './create-user.ts';
import { ListUsers } from './list-users.ts';
import { UpdateUser } from './update-user.ts';
import { UserView } from './user-view.ts';
import { UsersService } from './users.service.ts';

@Controller('print-jobs/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Requires('print-jobs:users.write')
  @Post()
  @ApiOperation({ summary: 'Create a user' })
  @ApiCreatedResponse({ standardSchema: UserView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateUser }) body: CreateUser,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<PrintUser> {
    const user = await this.users.create(body);
    reply.header('Location', `/print-jobs/users/${user.id}`);
    return user;
  }

  @Requires('print-jobs:users.read')
  @Get()
  @ApiOperation({ summary: 'List users' })
  @ApiOkResponse({ standardSchema: pageOf(UserView) })
  @ApiProblems(400)
  list(@Query({ schema: ListUsers }) query: ListUsers): Promise<Page<PrintUser>> {
    return this.users.list(query);
  }

  @Requires('print-jobs:users.read')
  @Get(':id')
  @ApiOperation({ summary: 'Get a user' })
  @ApiOkResponse({ standardSchema: UserView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string): Promise<PrintUser> {
    return this.users.get(id);
  }

  @Requires('print-jobs:users.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change a user' })
  @ApiOkResponse({ standardSchema: UserView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateUser }) body: UpdateUser,
  ): Promise<PrintUser> {
    return this.users.update(id, body);
  }

  @Requires('print-jobs:users.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a user without files and jobs; deactivate the others' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.users.remove(id);
  }
}
