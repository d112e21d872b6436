import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type DemoUser } from '@/generated/prisma/client.ts';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from '@/platform';
import { CreateUser } from './create-user.ts';
import { ListUsers } from './list-users.ts';
import { UpdateUser } from './update-user.ts';
import { UserView } from './user-view.ts';
import { UsersService } from './users.service.ts';

@Controller('demo/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Requires('demo:users.write')
  @Post()
  @ApiOperation({ summary: 'Create a user' })
  @ApiCreatedResponse({ standardSchema: UserView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateUser }) body: CreateUser,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<DemoUser> {
    const user = await this.users.create(body);
    reply.header('Location', `/demo/users/${user.id}`);
    return user;
  }

  @Requires('demo:users.read')
  @Get()
  @ApiOperation({ summary: 'List users' })
  @ApiOkResponse({ standardSchema: pageOf(UserView) })
  @ApiProblems(400)
  list(@Query({ schema: ListUsers }) query: ListUsers): Promise<Page<DemoUser>> {
    return this.users.list(query);
  }

  @Requires('demo:users.read')
  @Get(':id')
  @ApiOperation({ summary: 'Get a user' })
  @ApiOkResponse({ standardSchema: UserView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string): Promise<DemoUser> {
    return this.users.get(id);
  }

  @Requires('demo:users.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change a user' })
  @ApiOkResponse({ standardSchema: UserView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateUser }) body: UpdateUser,
  ): Promise<DemoUser> {
    return this.users.update(id, body);
  }

  @Requires('demo:users.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a user who has no posts' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.users.remove(id);
  }
}
