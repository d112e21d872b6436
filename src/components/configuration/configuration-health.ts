import { Inject, Injectable } from '@nestjs/common';
import { ComponentHealth, type ComponentHealthCheck } from '@/platform';
import { CONFIGURATION_ENVIRONMENT, type ConfigurationEnvironment } from './configuration-environment.ts';
import { SettingsCache } from './settings-cache.ts';

/** Names the settings of this environment that cannot be read. The component serves all others, so it is not down. */
@Injectable()
@ComponentHealth()
export class ConfigurationHealth implements ComponentHealthCheck {
  constructor(
    private readonly cache: SettingsCache,
    @Inject(CONFIGURATION_ENVIRONMENT) private readonly environment: ConfigurationEnvironment,
  ) {}

  async check() {
    const settings = await this.cache.load(this.environment.name);
    const unreadable = settings.filter(({ problem }) => problem !== undefined);
    if (unreadable.length === 0) return {};
    return {
      degraded:
        'Some settings cannot be read; replace or delete them, or start with the secret they were sealed with',
      unreadable: unreadable.map(({ key, environment, problem }) => ({ key, environment, problem })),
    };
  }
}
