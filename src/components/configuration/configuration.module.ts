import { Module } from '@nestjs/common';
import { configurationEnvironmentProvider } from './configuration-environment.ts';
import { ConfigurationHealth } from './configuration-health.ts';
import { ConfigurationService } from './configuration.service.ts';
import { EffectiveController } from './effective.controller.ts';
import { FlagsController } from './flags.controller.ts';
import { FlagsService } from './flags.service.ts';
import { HistoryController } from './history.controller.ts';
import { HistoryService } from './history.service.ts';
import { SettingRegistry } from './setting-registry.ts';
import { SettingSealer } from './setting-sealer.ts';
import { SettingWriter } from './setting-writer.ts';
import { SettingsCache } from './settings-cache.ts';
import { SettingsController } from './settings.controller.ts';
import { SettingsService } from './settings.service.ts';

@Module({
  controllers: [SettingsController, HistoryController, EffectiveController, FlagsController],
  providers: [
    configurationEnvironmentProvider,
    ConfigurationHealth,
    ConfigurationService,
    FlagsService,
    HistoryService,
    SettingRegistry,
    SettingSealer,
    SettingWriter,
    SettingsCache,
    SettingsService,
  ],
  exports: [ConfigurationService],
})
export class ConfigurationModule {}
