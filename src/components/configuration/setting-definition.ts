import { type z } from 'zod';

/** What a component declares about a setting it reads. */
export interface SettingDefinition<Value> {
  readonly key: string;
  readonly description: string;
  /** Checks every value that is stored, overridden or read. */
  readonly schema: z.ZodType<Value>;
  /** Holds until a value is stored or overridden. */
  readonly default: Value;
  /**
   * Whether clients may see the value an environment variable gives it. Leave it out for whatever may be a secret.
   *
   * @default false
   */
  readonly isPublic?: boolean;
}

/**
 * Declares a setting, to be passed to `ConfigurationService.register` and `.get`.
 *
 * @example
 * const maxPerUser = defineSetting({
 *   key: 'agents.maxPerUser', description: 'Agents one user may own',
 *   schema: z.int().min(1), default: 10,
 * });
 */
export function defineSetting<Value>(definition: SettingDefinition<Value>): SettingDefinition<Value> {
  return Object.freeze({ ...definition });
}
