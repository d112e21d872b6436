import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type {{Model}} } from 'nestjs-tessera/client';
import { ApiProblems, type HttpReply, type Page, pageOf, Requires } from 'nestjs-tessera/platform';
import { Create{{Resource}} } from './create-{{resource}}.ts';
import { List{{Resources}} } from './list-{{resources}}.ts';
import { Update{{Resource}} } from './update-{{resource}}.ts';
import { {{Resource}}View } from './{{resource}}-view.ts';
import { {{Resources}}Service } from './{{resources}}.service.ts';

@Controller('{{component}}/{{resources}}')
export class {{Resources}}Controller {
  constructor(private readonly {{resourcesVariable}}: {{Resources}}Service) {}

  @Requires('{{component}}:{{resources}}.write')
  @Post()
  @ApiOperation({ summary: 'Create one of the {{words}}' })
  @ApiCreatedResponse({ standardSchema: {{Resource}}View })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: Create{{Resource}} }) body: Create{{Resource}},
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<{{Model}}> {
    const created = await this.{{resourcesVariable}}.create(body);
    reply.header('Location', `/{{component}}/{{resources}}/${created.id}`);
    return created;
  }

  @Requires('{{component}}:{{resources}}.read')
  @Get()
  @ApiOperation({ summary: 'List {{words}}' })
  @ApiOkResponse({ standardSchema: pageOf({{Resource}}View) })
  @ApiProblems(400)
  list(@Query({ schema: List{{Resources}} }) query: List{{Resources}}): Promise<Page<{{Model}}>> {
    return this.{{resourcesVariable}}.list(query);
  }

  @Requires('{{component}}:{{resources}}.read')
  @Get(':id')
  @ApiOperation({ summary: 'Get one of the {{words}}' })
  @ApiOkResponse({ standardSchema: {{Resource}}View })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string): Promise<{{Model}}> {
    return this.{{resourcesVariable}}.get(id);
  }

  @Requires('{{component}}:{{resources}}.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change one of the {{words}}' })
  @ApiOkResponse({ standardSchema: {{Resource}}View })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Update{{Resource}} }) body: Update{{Resource}},
  ): Promise<{{Model}}> {
    return this.{{resourcesVariable}}.update(id, body);
  }

  @Requires('{{component}}:{{resources}}.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete one of the {{words}}' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.{{resourcesVariable}}.remove(id);
  }
}
