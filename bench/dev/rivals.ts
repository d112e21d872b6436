import { type Dialect } from './component-files.ts';
import {
  type Flavour,
  listenMain,
  viteConfigs,
  viteNodeMain,
  vitePluginMain,
  webpackConfig,
  webpackMain,
} from './rival-texts.ts';

/** A development set-up people use with NestJS today. */
export interface Rival {
  readonly name: string;
  readonly what: string;
  readonly commonjs: boolean;
  readonly explicitInject: boolean;
  /** A program of the peers' packages and its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly main: Flavour;
  /** Further files of the application. */
  readonly files: Readonly<Record<string, string>>;
}

function rival(name: string, what: string, command: Rival['command'], own: Partial<Rival> = {}): Rival {
  return { name, what, command, commonjs: false, explicitInject: false, main: listenMain, files: {}, ...own };
}

export const rivals: readonly Rival[] = [
  rival('tsc', 'nest start --watch', ['nest', 'start', '--watch']),
  rival('swc', 'nest start --watch with SWC', ['nest', 'start', '--watch', '--builder', 'swc']),
  rival('rspack', 'nest start --watch with rspack', ['nest', 'start', '--watch', '--builder', 'rspack']),
  rival(
    'webpack-hmr',
    "Nest's webpack HMR recipe",
    ['nest', 'build', '--webpack', '--webpackPath', 'webpack-hmr.config.js', '--watch'],
    // The recipe is for CommonJS projects; Nest's command line refuses others.
    { commonjs: true, main: webpackMain, files: { 'webpack-hmr.config.js': webpackConfig } },
  ),
  // esbuild knows no decorator metadata.
  rival('tsx', 'tsx watch', ['tsx', 'watch', 'src/main.ts'], { explicitInject: true }),
  rival('vite-node', 'vite-node with SWC', ['vite-node', '--watch', 'src/main.ts'], {
    main: viteNodeMain,
    files: { 'vite.config.mjs': viteConfigs.node },
  }),
  rival('vite-plugin-node', 'vite-plugin-node with SWC', ['vite'], {
    main: vitePluginMain,
    files: { 'vite.config.mjs': viteConfigs.plugin },
  }),
];

export function dialectOf({ commonjs, explicitInject }: Rival): Dialect {
  const extension = commonjs ? '' : '.js';
  return { extension, explicitInject, database: `../../prisma.service${extension}` };
}
