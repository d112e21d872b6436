import { Injectable } from '@nestjs/common';
import { ConfigurationService } from './configuration.service.ts';
import { type FlagView, type PutFlag } from './dto/flag.ts';
import { ALL_ENVIRONMENTS, type EffectiveSetting } from './effective-settings.ts';
import { FLAG_PREFIX, flagKey } from './flag-key.ts';
import { SettingWriter } from './setting-writer.ts';

/** Feature flags: boolean settings below `features.`. */
@Injectable()
export class FlagsService {
  constructor(
    private readonly configuration: ConfigurationService,
    private readonly writer: SettingWriter,
  ) {}

  /** The flags that hold in an environment, sorted by name. */
  async list(environment?: string): Promise<FlagView[]> {
    const settings = await this.configuration.effective(environment);
    return settings.filter(({ key }) => key.startsWith(FLAG_PREFIX)).map(flagView);
  }

  /** @throws NotFoundException for a flag that is not set */
  async get(name: string, environment?: string): Promise<FlagView> {
    return flagView(await this.configuration.effectiveOne(flagKey(name), environment));
  }

  /** Turns a flag on or off, creating it when it is new; answers what holds in that environment then. */
  async put(name: string, { enabled, environment }: PutFlag, actor: string): Promise<FlagView> {
    const input = { key: flagKey(name), environment, value: enabled, isActive: true, isSensitive: false };
    await this.writer.put(input, 'UPDATED', actor);
    const settings = await this.configuration.effective(environment);
    const found = settings.find((setting) => setting.key === input.key);
    // Absent when another caller deleted it since: this one is told what it wrote.
    if (found !== undefined) return flagView(found);
    return { name, enabled, source: environment === ALL_ENVIRONMENTS ? 'all' : 'environment' };
  }
}

function flagView({ key, value, problem, source, isSensitive }: EffectiveSetting): FlagView {
  const isKnown = problem === undefined && !isSensitive;
  return { name: key.slice(FLAG_PREFIX.length), enabled: isKnown ? value === true : null, source };
}
