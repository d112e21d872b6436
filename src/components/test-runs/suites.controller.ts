import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, ApiProblems, type HttpReply, pageOf, Requires } from '@/platform';
import { CreateSuite, MoveSuite, SuiteNodeView, SuiteQuery, SuiteView, UpdateSuite } from './dto/suite.ts';
import { SuitesService } from './suites.service.ts';

@Controller('test-runs/suites')
export class SuitesController {
  constructor(private readonly suites: SuitesService) {}

  @Requires('test-runs:suites.read')
  @Get()
  @ApiOperation({ summary: 'List suites, by organisation, parent and name' })
  @ApiOkResponse({ standardSchema: pageOf(SuiteView) })
  @ApiProblems(400)
  list(@Query({ schema: SuiteQuery }) query: SuiteQuery) {
    return this.suites.list(query);
  }

  @Requires('test-runs:suites.write')
  @Post()
  @ApiOperation({ summary: 'Create a suite, at the top or below another one' })
  @ApiCreatedResponse({ standardSchema: SuiteView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateSuite }) body: CreateSuite,
    @Actor() actor: string,
    @Res({ passthrough: true }) reply: HttpReply,
  ) {
    const suite = await this.suites.create(body, actor);
    reply.header('Location', `/test-runs/suites/${suite.id}`);
    return suite;
  }

  @Requires('test-runs:suites.read')
  @Get(':id')
  @ApiOperation({ summary: 'Read a suite' })
  @ApiOkResponse({ standardSchema: SuiteView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string) {
    return this.suites.get(id);
  }

  @Requires('test-runs:suites.read')
  @Get(':id/subtree')
  @ApiOperation({ summary: 'A suite with all suites below it and the number of tests in each' })
  @ApiOkResponse({ standardSchema: SuiteNodeView })
  @ApiProblems(400, 404)
  subtree(@Param('id', { schema: z.uuid() }) id: string) {
    return this.suites.subtree(id);
  }

  @Requires('test-runs:suites.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Rename or describe a suite' })
  @ApiOkResponse({ standardSchema: SuiteView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateSuite }) body: UpdateSuite,
    @Actor() actor: string,
  ) {
    return this.suites.update(id, body, actor);
  }

  @Requires('test-runs:suites.write')
  @Post(':id/move')
  @HttpCode(200)
  @ApiOperation({ summary: 'Move a suite with everything below it; 409 when that would close a circle' })
  @ApiOkResponse({ standardSchema: SuiteView })
  @ApiProblems(400, 404, 409)
  move(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: MoveSuite }) body: MoveSuite,
    @Actor() actor: string,
  ) {
    return this.suites.move(id, body.parentId, actor);
  }

  @Requires('test-runs:suites.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a suite that has neither suites, tests nor executions' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: z.uuid() }) id: string, @Actor() actor: string): Promise<void> {
    return this.suites.remove(id, actor);
  }
}
