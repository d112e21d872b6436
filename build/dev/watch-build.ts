import { relative, sep } from 'node:path';
import { types } from 'node:util';
import { type Compiler, type Configuration, type Stats } from 'webpack';
import { type HotUpdate } from './app-messages.ts';
import { DevSetupError } from './load-webpack-config.ts';
import { type Bundle, readBundle, readUpdate } from './read-assets.ts';

export interface BuildResult {
  readonly ok: boolean;
  /** Equal hashes: nothing that reaches the application changed. */
  readonly hash: string;
  readonly errors: string;
  readonly warnings: string;
  /** Without composing. */
  readonly ms: number;
  readonly composeMs: number;
  /** When the first of the changes in this build was seen, by `performance.now()`. */
  readonly since: number;
  /** Files that changed or went away, relative to the project, with `/`, sorted; empty for the first build. */
  readonly files: readonly string[];
  /** From the last good build to this one. */
  readonly update?: HotUpdate | undefined;
  /** All of it, for a process that starts. */
  readonly bundle: Bundle;
}

export interface BuildWatch {
  readonly close: () => Promise<void>;
}

/** Saves that come within this time of each other are one build: what an editor or git writes in one go. */
const aggregateMs = 15;

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

function print(stats: Stats, colors: boolean, what: { errors?: boolean; warnings?: boolean }): string {
  return stats.toString({ all: false, errorDetails: false, moduleTrace: false, colors, ...what }).trim();
}

/** Taps a compiler to know when and why it builds. */
function observe(compiler: Compiler): () => Pick<BuildResult, 'since' | 'files' | 'composeMs'> {
  const root = compiler.context;
  let firstChange: number | undefined;
  let since = performance.now();
  let files: string[] = [];
  let composing = since;
  let composeMs = 0;
  compiler.hooks.invalid.tap('Observe', () => {
    firstChange ??= performance.now();
  });
  compiler.hooks.watchRun.tap({ name: 'Observe', stage: -1000 }, () => {
    composing = performance.now();
    since = firstChange ?? composing;
    firstChange = undefined;
    const touched = [...(compiler.modifiedFiles ?? []), ...(compiler.removedFiles ?? [])];
    const paths = [...new Set(touched.map((file) => relative(root, file).split(sep).join('/')))].sort();
    // A folder changes with every file in it.
    files = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
  });
  compiler.hooks.watchRun.tap({ name: 'Observe', stage: 1000 }, () => {
    composeMs = performance.now() - composing;
  });
  return () => ({ since, files, composeMs });
}

/**
 * Builds now and after every change, until closed.
 * @param onBuild called after each build, good or bad
 * @param onChange called as soon as a change is seen that will be built
 */
export async function watchBuild(
  config: Configuration,
  colors: boolean,
  onBuild: (result: BuildResult) => void,
  onChange: () => void = () => undefined,
): Promise<BuildWatch> {
  const { webpack } = (await import('webpack')).default;
  const compiler = createCompiler(webpack, config);
  const observed = observe(compiler);
  compiler.hooks.invalid.tap('TellChange', onChange);
  const watching = compiler.watch({ aggregateTimeout: aggregateMs }, (error, stats) => {
    const seen = observed();
    if (stats === undefined) {
      const errors = types.isNativeError(error) ? error.message : String(error);
      onBuild({ ...seen, ok: false, hash: '', errors, warnings: '', ms: 0, bundle: new Map() });
      return;
    }
    const ok = !stats.hasErrors();
    onBuild({
      ...seen,
      ok,
      hash: stats.hash,
      errors: ok ? '' : print(stats, colors, { errors: true }),
      warnings: stats.hasWarnings() ? print(stats, colors, { warnings: true }) : '',
      ms: Math.max(0, stats.endTime - stats.startTime - seen.composeMs),
      update: ok ? readUpdate(stats.compilation) : undefined,
      bundle: readBundle(stats.compilation),
    });
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
