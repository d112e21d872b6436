import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { type Configuration } from 'webpack';
import { ComponentDiscoveryPlugin } from './component-discovery-plugin.ts';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { prismaEntries, prismaPlugins } from './prisma-entries.ts';
import { typescriptRule } from './typescript-rule.ts';
import { writeHotEntry } from './write-hot-entry.ts';

export interface ProjectWebpackOptions {
  /** The program. @default 'src/main.ts' */
  readonly main?: string;
  /** The Nest module that `tessera dev` exchanges with each save; exports `AppModule`. @default 'src/app.module.ts' */
  readonly appModule?: string;
  /**
   * Puts Prisma's configuration and its engine into `dist/`, for an image that runs `npx prisma migrate deploy` without
   * sources; it needs `prisma` and `nestjs-tessera` among its production packages. @default false
   */
  readonly prisma?: boolean;
  /** Further names for modules, as webpack's `resolve.alias`. */
  readonly alias?: Readonly<Record<string, string>>;
}

type Mode = 'production' | 'development' | 'none';
type ConfigurationOf = (
  env?: { readonly loader?: string },
  argv?: { readonly mode?: Mode },
) => Promise<Configuration>;

/**
 * The webpack configuration of a project: one ESM bundle for Node, with the project's components and the platform; packages
 * that the project depends on stay outside and are found in `node_modules` at run time.
 *
 * @example
 * import { projectWebpack } from 'nestjs-tessera/webpack';
 * export default projectWebpack(import.meta.dirname);
 */
export function projectWebpack(projectDir: string, options: ProjectWebpackOptions = {}): ConfigurationOf {
  const { main = 'src/main.ts', appModule = 'src/app.module.ts', prisma = false, alias = {} } = options;
  return async ({ loader = 'swc-loader' } = {}, { mode = 'production' } = {}) => {
    const discovery = new ComponentDiscoveryPlugin();
    const isProduction = mode === 'production';
    // A configuration that cannot be read is the plugin's to report.
    const loaded = await loadProjectConfig(projectDir);
    const withPrisma = prisma && isProduction;
    return {
      mode,
      context: projectDir,
      target: 'node20',
      entry: isProduction
        ? { main: resolve(projectDir, main), ...(withPrisma && prismaEntries) }
        : { main: writeHotEntry(projectDir, resolve(projectDir, appModule)) },
      experiments: { outputModule: true },
      output: {
        path: resolve(projectDir, 'dist'),
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
        alias: { ...alias, '@': resolve(projectDir, 'src') },
      },
      // Loaders are packages of ours, and where packages are kept apart the project does not see them.
      resolveLoader: { modules: ['node_modules', ...(require.resolve.paths('swc-loader') ?? [])] },
      module: {
        // What these say is known at run time only; evaluated here they would carry this machine's paths into the bundle.
        parser: {
          javascript: {
            ...(isProduction && {
              importMeta: { url: false, dirname: false, filename: false, main: false },
            }),
            createRequire: false,
            dynamicImportMode: 'eager',
          },
        },
        rules: [
          typescriptRule(loader),
          // What a package finds by a name it computes (engines of templates, optional packages) is for run time.
          { test: /[\\/]node_modules[\\/].*\.[cm]?js$/, parser: { exprContextCritical: false } },
        ],
      },
      // NODE_ENV is read when the server starts. Class names are Nest's vocabulary: nothing is minified.
      optimization: { nodeEnv: false, minimize: false, emitOnErrors: false },
      devtool: 'source-map',
      performance: { hints: false },
      plugins: [discovery, ...(withPrisma && loaded.ok ? prismaPlugins(loaded.config) : [])],
    };
  };
}

const require = createRequire(import.meta.url);
