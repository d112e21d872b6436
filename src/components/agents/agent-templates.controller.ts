import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiProblems, type HttpReply, pageOf, Requires } from '@/platform';
import { AgentTemplatesService } from './agent-templates.service.ts';
import { CreateTemplate, TemplateQuery, TemplateView, UpdateTemplate } from './dto/agent-template.ts';

@Controller('agents/templates')
export class AgentTemplatesController {
  constructor(private readonly templates: AgentTemplatesService) {}

  @Requires('agents:templates.read')
  @Get()
  @ApiOperation({ summary: 'List templates, by category, capability and name' })
  @ApiOkResponse({ standardSchema: pageOf(TemplateView) })
  @ApiProblems(400)
  list(@Query({ schema: TemplateQuery }) query: TemplateQuery) {
    return this.templates.list(query);
  }

  @Requires('agents:templates.write')
  @Post()
  @ApiOperation({ summary: 'Create a template' })
  @ApiCreatedResponse({ standardSchema: TemplateView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateTemplate }) body: CreateTemplate,
    @Res({ passthrough: true }) reply: HttpReply,
  ) {
    const template = await this.templates.create(body);
    reply.header('Location', `/agents/templates/${template.id}`);
    return template;
  }

  @Requires('agents:templates.read')
  @Get(':id')
  @ApiOperation({ summary: 'Read a template' })
  @ApiOkResponse({ standardSchema: TemplateView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string) {
    return this.templates.get(id);
  }

  @Requires('agents:templates.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change a template; agents made from it keep what they have' })
  @ApiOkResponse({ standardSchema: TemplateView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateTemplate }) body: UpdateTemplate,
  ) {
    return this.templates.update(id, body);
  }

  @Requires('agents:templates.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a template; agents made from it stay' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.templates.remove(id);
  }
}
