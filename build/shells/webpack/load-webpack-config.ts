import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Configuration } from 'webpack';
import { isThere } from '../../files/path-kind.ts';

/** The project cannot be built the way it is set up; the message is for the person who called. */
export class BuildSetupError extends Error {
  override readonly name = 'BuildSetupError';
}

type Mode = 'production' | 'development';
type ConfigFunction = (env: Record<string, unknown>, argv: { mode: Mode }) => unknown;

function isConfiguration(value: unknown): value is Configuration {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFunction(value: unknown): value is ConfigFunction {
  return typeof value === 'function';
}

/**
 * The project's own webpack configuration.
 * @throws BuildSetupError when there is none or it is not a single configuration
 */
export async function loadWebpackConfig(projectDir: string, mode: Mode): Promise<Configuration> {
  const path = join(projectDir, 'webpack.config.js');
  if (!isThere(path)) {
    throw new BuildSetupError(
      `There is no webpack.config.js in ${projectDir}: it says how to build the application.`,
    );
  }
  const loaded: unknown = await import(pathToFileURL(path).href);
  const exported = typeof loaded === 'object' && loaded && 'default' in loaded ? loaded.default : undefined;
  const config: unknown = isFunction(exported) ? await exported({}, { mode }) : exported;
  if (!isConfiguration(config)) {
    throw new BuildSetupError(
      'webpack.config.js must export one configuration or a function that returns one.',
    );
  }
  return config;
}
