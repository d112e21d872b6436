import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, type HttpReply, pageOf, Requires } from '@/platform';
import { CreateUserAgent, UpdateUserAgent, UserAgentQuery, UserAgentView } from './dto/user-agent.ts';
import { UserAgentsService } from './user-agents.service.ts';

@Controller('agents/user-agents')
export class UserAgentsController {
  constructor(private readonly agents: UserAgentsService) {}

  @Requires('agents:user-agents.read')
  @Get()
  @ApiOperation({ summary: 'List agents, by user, template, category, favourite and name' })
  @ApiOkResponse({ standardSchema: pageOf(UserAgentView) })
  @ApiProblems(400)
  list(@Query({ schema: UserAgentQuery }) query: UserAgentQuery) {
    return this.agents.list(query);
  }

  @Requires('agents:user-agents.write')
  @Post()
  @ApiOperation({ summary: 'Make an agent, from a template or from nothing; 409 at agents.maxPerUser' })
  @ApiCreatedResponse({ standardSchema: UserAgentView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateUserAgent }) body: CreateUserAgent,
    @Res({ passthrough: true }) reply: HttpReply,
  ) {
    const agent = await this.agents.create(body);
    reply.header('Location', `/agents/user-agents/${agent.id}`);
    return agent;
  }

  @Requires('agents:user-agents.read')
  @Get(':id')
  @ApiOperation({ summary: 'Read an agent' })
  @ApiOkResponse({ standardSchema: UserAgentView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string) {
    return this.agents.get(id);
  }

  @Requires('agents:user-agents.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change an agent; 409 when somebody else has changed it since you read it' })
  @ApiOkResponse({ standardSchema: UserAgentView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateUserAgent }) body: UpdateUserAgent,
  ) {
    return this.agents.update(id, body);
  }

  @Requires('agents:user-agents.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an agent and its executions; 409 while one is running' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.agents.remove(id);
  }
}
