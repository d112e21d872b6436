import { Inject, Injectable, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import { CONFIGURATION_ENVIRONMENT, type ConfigurationEnvironment } from './configuration-environment.ts';
import { type EffectiveSetting, mergeEffectiveSettings } from './effective-settings.ts';
import { overrideName, readOverride } from './environment-override.ts';
import { flagKey } from './flag-key.ts';
import { type SettingDefinition } from './setting-definition.ts';
import { SettingRegistry } from './setting-registry.ts';
import { SettingsCache } from './settings-cache.ts';

/** The door for other components: declare settings, read what holds now. */
@Injectable()
export class ConfigurationService {
  constructor(
    private readonly registry: SettingRegistry,
    private readonly cache: SettingsCache,
    @Inject(CONFIGURATION_ENVIRONMENT) private readonly environment: ConfigurationEnvironment,
  ) {}

  /**
   * Makes a setting known: its default holds, and values that do not fit its schema are refused. Call it
   * in `onModuleInit`.
   *
   * @throws Error when the key has another owner, or an environment variable overrides it with a value
   *   that does not fit: better at start-up than at the first use
   */
  register(definition: SettingDefinition<unknown>): void {
    this.registry.register(definition);
    const override = readOverride(definition.key, this.environment.variables);
    const problem = override === undefined ? undefined : this.registry.problemWith(definition.key, override);
    if (problem !== undefined) {
      throw new Error(`The environment variable ${overrideName(definition.key)} is not valid: ${problem}`);
    }
  }

  /**
   * The value of a declared setting for this process. A stored value that no longer fits is an error.
   *
   * @throws ServiceUnavailableException when the stored value cannot be read
   */
  async get<Value>(definition: SettingDefinition<Value>): Promise<Value> {
    const found = await this.find(definition.key);
    return found === undefined ? definition.default : definition.schema.parse(found.value);
  }

  /**
   * Whether a feature flag is on; a flag that was never set is off.
   *
   * @throws ServiceUnavailableException when the stored value cannot be read
   */
  async isEnabled(name: string): Promise<boolean> {
    return (await this.find(flagKey(name)))?.value === true;
  }

  /**
   * Every known setting, in clear: do not hand it to clients as it is. One that cannot be read has a `problem` in place
   * of its value.
   *
   * @param environment default: the environment of this process. Environment variables are laid over the
   *   answer only for this one: they say nothing about another.
   */
  async effective(environment: string = this.environment.name): Promise<EffectiveSetting[]> {
    return mergeEffectiveSettings({
      definitions: this.registry.all(),
      stored: await this.cache.load(environment),
      environment,
      variables: environment === this.environment.name ? this.environment.variables : {},
    });
  }

  /**
   * @throws NotFoundException for a key that is neither declared nor stored, ServiceUnavailableException for one whose
   *   stored value cannot be read
   */
  async effectiveOne(key: string, environment?: string): Promise<EffectiveSetting> {
    const found = await this.find(key, environment);
    if (found === undefined) throw new NotFoundException(`No setting "${key}" holds in this environment`);
    return found;
  }

  private async find(key: string, environment?: string): Promise<EffectiveSetting | undefined> {
    const found = (await this.effective(environment)).find((setting) => setting.key === key);
    if (found?.problem !== undefined) throw new ServiceUnavailableException(found.problem);
    return found;
  }

  /** Name of the environment of this process. */
  get environmentName(): string {
    return this.environment.name;
  }
}
