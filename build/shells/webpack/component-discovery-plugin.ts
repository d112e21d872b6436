import { type Compiler } from 'webpack';
import { packageExternals } from './package-externals.ts';
import { checkPluginOptions, type ComponentDiscoveryOptions } from './plugin-options.ts';
import { type DiscoveryRun, discoveryOf } from './discovery-run.ts';
import { tapAfterCompileToAddDependencies } from './tap-after-compile-to-add-dependencies.ts';
import { tapAfterCompileToReportProblems } from './tap-after-compile-to-report-problems.ts';
import { tapBuildToNameCommonJs } from './tap-build-to-name-common-js.ts';
import { tapCompileToWatchPackages } from './tap-compile-to-watch-packages.ts';
import { tapResolveToFindComponents } from './tap-resolve-to-find-components.ts';
import { tapRunToCompose } from './tap-run-to-compose.ts';
import { tapWatchToTellMissedChanges } from './tap-watch-to-tell-missed-changes.ts';

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
  #runsHere = false;

  /**
   * For webpack's `externals`: packages stay outside the bundle, except those that are components and what only they
   * can see.
   */
  readonly externals = packageExternals(() => {
    const config = this.#discovery?.config();
    const { projectDir = '', packages = [] } = config ?? {};
    return { projectDir, packages, runsHere: this.#runsHere };
  });

  /** @throws Error naming every unknown or wrong option, with the nearest known one */
  constructor(options: ComponentDiscoveryOptions = {}) {
    this.#options = checkPluginOptions(options);
  }

  apply(compiler: Compiler): void {
    const discovery = discoveryOf(compiler, this.#options);
    this.#discovery = discovery;
    this.#runsHere = compiler.options.mode === 'development';
    tapRunToCompose(compiler, discovery);
    tapWatchToTellMissedChanges(compiler);
    tapResolveToFindComponents(compiler, discovery);
    tapCompileToWatchPackages(compiler, discovery);
    tapBuildToNameCommonJs(compiler);
    tapAfterCompileToReportProblems(compiler, discovery);
    tapAfterCompileToAddDependencies(compiler, discovery);
  }
}
