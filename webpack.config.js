import { chmod } from 'node:fs/promises';
import { resolve } from 'node:path';
import webpack from 'webpack';
import { load } from './bin/load.js';

const [{ ComponentDiscoveryPlugin }, { loadProjectConfig }, { typescriptRule }] = await Promise.all([
  /** @type {Promise<typeof import('./build/component-discovery-plugin.ts')>} */ (
    load('build/component-discovery-plugin')
  ),
  /** @type {Promise<typeof import('./build/config/load-project-config.ts')>} */ (
    load('build/config/load-project-config')
  ),
  /** @type {Promise<typeof import('./build/shells/webpack/typescript-rule.ts')>} */ (
    load('build/shells/webpack/typescript-rule')
  ),
]);

const root = import.meta.dirname;
const discovery = new ComponentDiscoveryPlugin();

const engine = 'schema-engine.js';

/** Makes the engine a program: Prisma's command line starts it by its path. */
const executableEngine = [
  new webpack.BannerPlugin({ banner: '#!/usr/bin/env node', raw: true, include: engine }),
  /** @param {import('webpack').Compiler} compiler */
  (compiler) => {
    compiler.hooks.afterEmit.tapPromise('ExecutableEngine', () =>
      chmod(resolve(compiler.outputPath, engine), 0o755),
    );
  },
];

// A configuration that cannot be read is the plugin's to report.
const loaded = await loadProjectConfig(root);
const { schemaDir, migrationsDir, defaultSchema } = loaded.ok ? loaded.config : {};

/** What the settings say is known when the bundle is made: `tessera.config` does not go with it. */
const projectFolders = new webpack.DefinePlugin({
  PROJECT_FOLDERS: JSON.stringify({ schemaDir, migrationsDir, defaultSchema }),
});

/** Beside the application, what `npx prisma migrate deploy` needs where there are no sources. */
const productionEntries = {
  'schema-engine': './build/prisma-engine/main.ts',
  'prisma.config': './build/shells/prisma/production.config.ts',
};

/**
 * One ESM bundle for Node; packages stay outside and are found in node_modules at run time.
 * @param {{ loader?: string }} env `npx webpack --env loader=ts-loader` compiles with TypeScript itself
 * @param {{ mode?: 'production' | 'development' | 'none' }} argv
 * @returns {import('webpack').Configuration}
 */
export default ({ loader = 'swc-loader' }, { mode = 'production' }) => ({
  mode,
  context: root,
  target: 'node20',
  entry:
    mode === 'production' ? { main: './src/main.ts', ...productionEntries } : { main: './src/main.hot.ts' },
  experiments: { outputModule: true },
  output: {
    path: resolve(root, 'dist'),
    filename: '[name].js',
    module: true,
    chunkFormat: 'module',
    library: { type: 'module' },
    clean: true,
    devtoolModuleFilenameTemplate: '../[resource-path]',
  },
  externalsType: 'module-import',
  externals: discovery.externals,
  resolve: {
    extensions: ['.ts', '.js'],
    extensionAlias: { '.js': ['.ts', '.js'] },
    alias: {
      '@': resolve(root, 'src'),
      // The doors as components in npm packages call them.
      'tessera/database$': resolve(root, 'src/database/index.ts'),
      'tessera/platform$': resolve(root, 'src/platform/index.ts'),
      'tessera/client$': resolve(root, 'src/generated/prisma/client.ts'),
    },
  },
  module: {
    // What these say is known at run time only; evaluated here they would carry this machine's paths into the bundle.
    parser: {
      javascript: {
        ...(mode === 'production' && {
          importMeta: { url: false, dirname: false, filename: false, main: false },
        }),
        createRequire: false,
        dynamicImportMode: 'eager',
      },
    },
    rules: [typescriptRule(loader)],
  },
  // NODE_ENV is read when the server starts. Class names are Nest's vocabulary: nothing is minified.
  optimization: { nodeEnv: false, minimize: false, emitOnErrors: false },
  devtool: 'source-map',
  performance: { hints: false },
  plugins: [discovery, ...(mode === 'production' ? [projectFolders, ...executableEngine] : [])],
});
