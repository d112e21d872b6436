import { type FactoryProvider } from '@nestjs/common';

/** Token of the process environment as this component sees it; tests put their own in its place. */
export const CONFIGURATION_ENVIRONMENT = 'configuration.environment';

/** What the component takes from the process it runs in. */
export interface ConfigurationEnvironment {
  /** Name of the environment whose settings win over `all`: `CONFIGURATION_ENVIRONMENT`, else `NODE_ENV`. */
  readonly name: string;
  /** All environment variables, searched for overrides (`CONFIG__…`). */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Secret that seals sensitive values: `CONFIGURATION_SECRET`. Absent only in production without one. */
  readonly secret: string | undefined;
}

/** So that the component can be tried without a secret; production has no default. */
const DEVELOPMENT_SECRET = 'tessera-development-only';

/** Reads the environment variables once. */
export function readConfigurationEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): ConfigurationEnvironment {
  const mode = variables['NODE_ENV'] ?? 'development';
  const fallback = mode === 'production' ? undefined : DEVELOPMENT_SECRET;
  return {
    name: variables['CONFIGURATION_ENVIRONMENT'] ?? mode,
    variables,
    secret: variables['CONFIGURATION_SECRET'] ?? fallback,
  };
}

export const configurationEnvironmentProvider: FactoryProvider<ConfigurationEnvironment> = {
  provide: CONFIGURATION_ENVIRONMENT,
  useFactory: () => readConfigurationEnvironment(process.env),
};
