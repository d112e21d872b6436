import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, ApiProblems, pageOf, Requires } from '@/platform';
import { HistoryQuery } from './dto/history-query.ts';
import { HistoryView } from './dto/history-view.ts';
import { SettingView } from './dto/setting-view.ts';
import { HistoryService } from './history.service.ts';

@Controller('configuration/history')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

  @Requires('configuration:history.read')
  @Get()
  @ApiOperation({ summary: 'List changes: who, when, old and new value; sensitive values are hidden' })
  @ApiOkResponse({ standardSchema: pageOf(HistoryView) })
  @ApiProblems(400)
  list(@Query({ schema: HistoryQuery }) query: HistoryQuery) {
    return this.history.list(query);
  }

  @Requires('configuration:settings.write')
  @Post(':id/rollback')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give the setting the value it had after this change' })
  @ApiOkResponse({ standardSchema: SettingView })
  @ApiProblems(400, 404, 409, 422, 503)
  rollBack(@Param('id', { schema: z.uuid() }) id: string, @Actor() actor: string): Promise<SettingView> {
    return this.history.rollBack(id, actor);
  }
}
