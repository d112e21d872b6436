import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, ApiProblems, pageOf, Requires } from '@/platform';
import { TagQuery, TagView } from './dto/tag.ts';
import { TagsService } from './tags.service.ts';

@Controller('test-runs/tags')
export class TagsController {
  constructor(private readonly tags: TagsService) {}

  @Requires('test-runs:tests.read')
  @Get()
  @ApiOperation({ summary: 'List tags and how many tests carry each' })
  @ApiOkResponse({ standardSchema: pageOf(TagView) })
  @ApiProblems(400)
  list(@Query({ schema: TagQuery }) query: TagQuery) {
    return this.tags.list(query);
  }

  @Requires('test-runs:tests.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a tag and take it off every test' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  remove(@Param('id', { schema: z.uuid() }) id: string, @Actor() actor: string): Promise<void> {
    return this.tags.remove(id, actor);
  }
}
