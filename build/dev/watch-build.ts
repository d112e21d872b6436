import { types } from 'node:util';
import { type Compiler, type Configuration, type Stats } from 'webpack';
import { DevSetupError } from './load-webpack-config.ts';

export interface BuildResult {
  readonly ok: boolean;
  /** Equal hashes: nothing that reaches the application changed. */
  readonly hash: string;
  readonly errors: string;
  readonly warnings: string;
  readonly ms: number;
}

export interface BuildWatch {
  readonly close: () => Promise<void>;
}

/** Saves that come within this time of each other are one build. */
const aggregateMs = 50;

function toResult(stats: Stats, colors: boolean): BuildResult {
  const print = (what: { errors?: boolean; warnings?: boolean }): string =>
    stats.toString({ all: false, errorDetails: false, moduleTrace: false, colors, ...what }).trim();
  return {
    ok: !stats.hasErrors(),
    hash: stats.hash,
    errors: stats.hasErrors() ? print({ errors: true }) : '',
    warnings: stats.hasWarnings() ? print({ warnings: true }) : '',
    ms: stats.endTime - stats.startTime,
  };
}

function createCompiler(webpack: (config: Configuration) => Compiler, config: Configuration): Compiler {
  try {
    return webpack(config);
  } catch (error) {
    // webpack names the wrong property and its right ones; its stack says nothing to the reader.
    if (types.isNativeError(error) && error.name === 'ValidationError')
      throw new DevSetupError(error.message);
    throw error;
  }
}

/**
 * Builds now and after every change, until closed.
 * @param onBuild called after each build, good or bad
 */
export async function watchBuild(
  config: Configuration,
  colors: boolean,
  onBuild: (result: BuildResult) => void,
): Promise<BuildWatch> {
  const { webpack } = (await import('webpack')).default;
  const compiler = createCompiler(webpack, config);
  const watching = compiler.watch({ aggregateTimeout: aggregateMs }, (error, stats) => {
    if (stats !== undefined) onBuild(toResult(stats, colors));
    else {
      const errors = types.isNativeError(error) ? error.message : String(error);
      onBuild({ ok: false, hash: '', errors, warnings: '', ms: 0 });
    }
  });
  return {
    close: () =>
      new Promise((resolve, reject) => {
        if (watching === undefined) {
          resolve();
          return;
        }
        watching.close(() => {
          compiler.close((error) => {
            if (error) reject(error);
            else resolve();
          });
        });
      }),
  };
}
