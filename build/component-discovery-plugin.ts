import { type Compiler } from 'webpack';
import { packageExternals } from './shells/webpack/package-externals.ts';
import { checkPluginOptions, type ComponentDiscoveryOptions } from './shells/webpack/plugin-options.ts';
import { type DiscoveryRun, discoveryOf } from './shells/webpack/discovery-run.ts';
import { tapAfterCompileToAddDependencies } from './shells/webpack/tap-after-compile-to-add-dependencies.ts';
import { tapAfterCompileToReportProblems } from './shells/webpack/tap-after-compile-to-report-problems.ts';
import { tapBuildToNameCommonJs } from './shells/webpack/tap-build-to-name-common-js.ts';
import { tapCompileToWatchPackages } from './shells/webpack/tap-compile-to-watch-packages.ts';
import { tapResolveToFindComponents } from './shells/webpack/tap-resolve-to-find-components.ts';
import { tapRunToCompose } from './shells/webpack/tap-run-to-compose.ts';
import { tapWatchToTellMissedChanges } from './shells/webpack/tap-watch-to-tell-missed-changes.ts';

/**
 * Composes the project before every compilation: schema, registry and client are in step with the components
 * before webpack reads them. In watch mode it runs again when a component, its schema or manifest, a migration or
 * the configuration changes. Problems become webpack's errors and warnings; with an error nothing is emitted.
 *
 * @example
 * const discovery = new ComponentDiscoveryPlugin({ componentsDir: 'src/components' });
 * export default { externals: discovery.externals, plugins: [discovery] };
 */
export class ComponentDiscoveryPlugin {
  readonly #options: ComponentDiscoveryOptions;
  #discovery: DiscoveryRun | undefined;

  /**
   * For webpack's `externals`: packages stay outside the bundle, except those that are components and what only they
   * can see.
   */
  readonly externals = packageExternals(() => {
    const config = this.#discovery?.config();
    return { projectDir: config?.projectDir ?? '', packages: config?.packages ?? [] };
  });

  /** @throws Error naming every unknown or wrong option, with the nearest known one */
  constructor(options: ComponentDiscoveryOptions = {}) {
    this.#options = checkPluginOptions(options);
  }

  apply(compiler: Compiler): void {
    const discovery = discoveryOf(compiler, this.#options);
    this.#discovery = discovery;
    tapRunToCompose(compiler, discovery);
    tapWatchToTellMissedChanges(compiler);
    tapResolveToFindComponents(compiler, discovery);
    tapCompileToWatchPackages(compiler, discovery);
    tapBuildToNameCommonJs(compiler);
    tapAfterCompileToReportProblems(compiler, discovery);
    tapAfterCompileToAddDependencies(compiler, discovery);
  }
}
