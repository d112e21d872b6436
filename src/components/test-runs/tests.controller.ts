import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, ApiProblems, type HttpReply, pageOf, Requires } from '@/platform';
import { CreateTest, TestQuery, TestView, UpdateTest } from './dto/test.ts';
import { TestsService } from './tests.service.ts';

@Controller('test-runs/tests')
export class TestsController {
  constructor(private readonly tests: TestsService) {}

  @Requires('test-runs:tests.read')
  @Get()
  @ApiOperation({ summary: 'List tests, by organisation, suite, type, tag and name' })
  @ApiOkResponse({ standardSchema: pageOf(TestView) })
  @ApiProblems(400)
  list(@Query({ schema: TestQuery }) query: TestQuery) {
    return this.tests.list(query);
  }

  @Requires('test-runs:tests.write')
  @Post()
  @ApiOperation({ summary: 'Create a test; tags that do not exist yet are made' })
  @ApiCreatedResponse({ standardSchema: TestView })
  @ApiProblems(400, 409)
  async create(
    @Body({ schema: CreateTest }) body: CreateTest,
    @Actor() actor: string,
    @Res({ passthrough: true }) reply: HttpReply,
  ) {
    const test = await this.tests.create(body, actor);
    reply.header('Location', `/test-runs/tests/${test.id}`);
    return test;
  }

  @Requires('test-runs:tests.read')
  @Get(':id')
  @ApiOperation({ summary: 'Read a test' })
  @ApiOkResponse({ standardSchema: TestView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string) {
    return this.tests.get(id);
  }

  @Requires('test-runs:tests.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change a test, its tags or its suite' })
  @ApiOkResponse({ standardSchema: TestView })
  @ApiProblems(400, 404, 409)
  update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateTest }) body: UpdateTest,
    @Actor() actor: string,
  ) {
    return this.tests.update(id, body, actor);
  }

  @Requires('test-runs:tests.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a test that has no results' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404, 409)
  remove(@Param('id', { schema: z.uuid() }) id: string, @Actor() actor: string): Promise<void> {
    return this.tests.remove(id, actor);
  }
}
