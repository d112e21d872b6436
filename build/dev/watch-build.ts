import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { relative, sep } from 'node:path';
import { types } from 'node:util';
import { type Compiler, type Configuration, type Stats } from 'webpack';
import { type PipelineReport } from '../pipeline-report.ts';
import { type Composed, composedChannel } from '../plugin/composed-channel.ts';
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
  /**
   * Files of the authors' that changed or went away, relative to the project, with `/`, sorted. Empty for the first
   * build, and for one that webpack makes because of what the pipeline wrote.
   */
  readonly files: readonly string[];
  /** What the pipeline did; undefined in a project without it. */
  readonly composed: PipelineReport | undefined;
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

type Observed = Pick<BuildResult, 'since' | 'files' | 'composeMs' | 'composed'>;

function isComposed(message: unknown): message is Composed {
  return typeof message === 'object' && message !== null && 'compiler' in message && 'report' in message;
}

/** A folder changes with every file in it: only what changed in it is of interest. */
function withoutFolders(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`))).sort();
}

/** Folders of the components that only one of two runs of the pipeline knows. */
function difference(before: PipelineReport | undefined, after: PipelineReport | undefined): string[] {
  if (before === undefined || after === undefined) return [];
  const old = new Set(before.components.map(({ path }) => path));
  const now = new Set(after.components.map(({ path }) => path));
  return [...[...old].filter((path) => !now.has(path)), ...[...now].filter((path) => !old.has(path))];
}

/** Taps a compiler to know when and why it builds. */
function observe(compiler: Compiler): { readonly seen: () => Observed; readonly stop: () => void } {
  const toPath = (file: string): string => relative(compiler.context, file).split(sep).join('/');
  let firstChange: number | undefined;
  let since = performance.now();
  let files: string[] = [];
  let composing = since;
  let composeMs = 0;
  let composed: PipelineReport | undefined;
  let generated = '';
  const isGenerated = (path: string): boolean => generated !== '' && path.startsWith(`${generated}/`);
  compiler.hooks.invalid.tap('Observe', () => {
    firstChange ??= performance.now();
  });
  compiler.hooks.watchRun.tap({ name: 'Observe', stage: -1000 }, () => {
    composing = performance.now();
    since = firstChange ?? composing;
    firstChange = undefined;
    const touched = [...(compiler.modifiedFiles ?? []), ...(compiler.removedFiles ?? [])];
    const paths = [...new Set(touched.map(toPath))].sort();
    // A folder changes with every file in it.
    files = paths.filter(
      (path) => !paths.some((other) => other.startsWith(`${path}/`)) && !isGenerated(path),
    );
  });
  compiler.hooks.watchRun.tap({ name: 'Observe', stage: 1000 }, () => {
    composeMs = performance.now() - composing;
  });
  const onComposed = (message: unknown): void => {
    if (!isComposed(message) || message.compiler !== compiler) return;
    const moved = difference(composed, message.report);
    composed = message.report;
    // A folder that came or went is told by the folder it is in.
    if (moved.length > 0) files = withoutFolders([...files, ...moved]);
    if (message.generatedDir !== undefined) generated = toPath(message.generatedDir);
  };
  subscribe(composedChannel.name, onComposed);
  return {
    seen: () => ({ since, files, composeMs, composed }),
    stop: () => {
      unsubscribe(composedChannel.name, onComposed);
    },
  };
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
  const observation = observe(compiler);
  compiler.hooks.invalid.tap('TellChange', onChange);
  const watching = compiler.watch({ aggregateTimeout: aggregateMs }, (error, stats) => {
    const seen = observation.seen();
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
        observation.stop();
        watching.close(() => {
          compiler.close((error) => {
            if (error) reject(error);
            else resolve();
          });
        });
      }),
  };
}
