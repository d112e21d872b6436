import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import webpack, { type Configuration } from 'webpack';
import { watchEnvironment } from './follow-environment.ts';

/** Where the bundle of the development server is written when the application is started. */
export function devOutputDir(projectDir: string): string {
  return join(projectDir, '.tessera', 'dev');
}

/** No debugger steps through this code, and there is too much of it for cheap source maps. */
const generated = /[\\/]generated[\\/]/;

/** The generated client, except the files of models, of which nothing runs. */
const client = /[\\/]prisma[\\/](?:internal[\\/])?[a-zA-Z]+\.ts$/;

/** Where the application finds what its client knows of the schema. */
export function devClientDir(projectDir: string): string {
  return join(projectDir, '.tessera', 'dev-client');
}

/**
 * What makes a configuration of the project's a quick and hot one. Where the milliseconds go, and why each of these
 * is here, is measured in docs/adr.
 */
export function toHotConfig(config: Configuration, projectDir: string, envFile: string): Configuration {
  return {
    ...config,
    devtool: false,
    output: {
      ...config.output,
      path: devOutputDir(projectDir),
      filename: 'main.js',
      hotUpdateChunkFilename: '[id].[fullhash].hot-update.mjs',
      hotUpdateMainFilename: '[runtime].[fullhash].hot-update.json.mjs',
      // src/dev-runtime/exchange-modules.ts: updates come from memory.
      importFunctionName: 'tesseraImport',
      // A module that threw stays thrown instead of being half there.
      strictModuleErrorHandling: true,
      clean: false,
    },
    // `cacheUnaffected` would keep every compilation of the session alive, and saves no time here.
    cache: { type: 'memory', cacheUnaffected: false },
    experiments: { ...config.experiments, cacheUnaffected: false },
    // A request resolved once is not resolved again for every build; a file that goes away is noticed all the same.
    module: {
      ...config.module,
      unsafeCache: true,
      rules: [
        ...(config.module?.rules ?? []),
        {
          test: (file: string) => generated.test(file) && client.test(file),
          use: {
            loader: fileURLToPath(new URL('./carry-client-config.js', import.meta.url)),
            options: { folder: devClientDir(projectDir) },
          },
        },
      ],
    },
    optimization: {
      ...config.optimization,
      emitOnErrors: false,
      providedExports: false,
      usedExports: false,
      sideEffects: false,
      removeAvailableModules: false,
      removeEmptyChunks: false,
      mergeDuplicateChunks: false,
      splitChunks: false,
    },
    plugins: [
      ...(config.plugins ?? []),
      (compiler: webpack.Compiler) => {
        watchEnvironment(compiler, envFile);
      },
      new webpack.HotModuleReplacementPlugin(),
      // Per module, hence free for those that did not change.
      new webpack.EvalSourceMapDevToolPlugin({
        exclude: generated,
        moduleFilenameTemplate: (info: { absoluteResourcePath: string }) => info.absoluteResourcePath,
      }),
      // The host reads what it needs from memory: no build waits for a disk or fails because one is full.
      (compiler: webpack.Compiler) => {
        compiler.hooks.shouldEmit.tap('KeepInMemory', () => false);
      },
    ],
  };
}
