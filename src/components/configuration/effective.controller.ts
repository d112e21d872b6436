import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiProblems, Requires } from '@/platform';
import { ConfigurationService } from './configuration.service.ts';
import { EffectiveQuery, EffectiveSettingView, effectiveView, EffectiveView } from './dto/effective-view.ts';
import { SettingKey } from './dto/setting-key.ts';

@Controller('configuration/effective')
export class EffectiveController {
  constructor(private readonly configuration: ConfigurationService) {}

  @Requires('configuration:settings.read')
  @Get()
  @ApiOperation({
    summary: 'The settings that hold: defaults < all < environment < CONFIG__ environment variables',
  })
  @ApiOkResponse({ standardSchema: EffectiveView })
  @ApiProblems(400)
  async list(@Query({ schema: EffectiveQuery }) { environment }: EffectiveQuery): Promise<EffectiveView> {
    const settings = await this.configuration.effective(environment);
    return {
      environment: environment ?? this.configuration.environmentName,
      settings: settings.map(effectiveView),
    };
  }

  @Requires('configuration:settings.read')
  @Get(':key')
  @ApiOperation({ summary: 'The value of one key that holds, and where it comes from' })
  @ApiOkResponse({ standardSchema: EffectiveSettingView })
  @ApiProblems(400, 404, 503)
  async get(
    @Param('key', { schema: SettingKey }) key: string,
    @Query({ schema: EffectiveQuery }) { environment }: EffectiveQuery,
  ): Promise<EffectiveSettingView> {
    return effectiveView(await this.configuration.effectiveOne(key, environment));
  }
}
