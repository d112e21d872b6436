import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { Actor, ApiProblems, type HttpReply, pageOf, Requires } from '@/platform';
import { CreateSetting } from './dto/create-setting.ts';
import { SettingQuery } from './dto/setting-query.ts';
import { SettingView, settingView } from './dto/setting-view.ts';
import { UpdateSetting } from './dto/update-setting.ts';
import { SettingWriter } from './setting-writer.ts';
import { SettingsService } from './settings.service.ts';

@Controller('configuration/settings')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly writer: SettingWriter,
  ) {}

  @Requires('configuration:settings.read')
  @Get()
  @ApiOperation({ summary: 'List stored settings; sensitive values are hidden' })
  @ApiOkResponse({ standardSchema: pageOf(SettingView) })
  @ApiProblems(400)
  list(@Query({ schema: SettingQuery }) query: SettingQuery) {
    return this.settings.list(query);
  }

  @Requires('configuration:settings.write')
  @Post()
  @ApiOperation({ summary: 'Store a setting for one environment or for all' })
  @ApiCreatedResponse({ standardSchema: SettingView })
  @ApiProblems(400, 409, 422, 503)
  async create(
    @Body({ schema: CreateSetting }) body: CreateSetting,
    @Actor() actor: string,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<SettingView> {
    const setting = await this.writer.create(body, actor);
    reply.header('Location', `/configuration/settings/${setting.id}`);
    return settingView(setting);
  }

  @Requires('configuration:settings.read')
  @Get(':id')
  @ApiOperation({ summary: 'Read one stored setting' })
  @ApiOkResponse({ standardSchema: SettingView })
  @ApiProblems(400, 404)
  get(@Param('id', { schema: z.uuid() }) id: string): Promise<SettingView> {
    return this.settings.get(id);
  }

  @Requires('configuration:settings.write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change a setting; send expectedVersion to detect lost updates' })
  @ApiOkResponse({ standardSchema: SettingView })
  @ApiProblems(400, 404, 409, 422, 503)
  async update(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: UpdateSetting }) body: UpdateSetting,
    @Actor() actor: string,
  ): Promise<SettingView> {
    return settingView(await this.writer.update(id, body, actor));
  }

  @Requires('configuration:settings.write')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a setting; its history stays and can bring it back' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  async remove(@Param('id', { schema: z.uuid() }) id: string, @Actor() actor: string): Promise<void> {
    await this.writer.remove(id, actor);
  }
}
