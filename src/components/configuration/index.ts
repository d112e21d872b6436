export { ConfigurationModule } from './configuration.module.ts';
export { ConfigurationService } from './configuration.service.ts';
export { type EffectiveSetting, type SettingSource } from './effective-settings.ts';
export { defineSetting, type SettingDefinition } from './setting-definition.ts';
