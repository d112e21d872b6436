import { type Compiler } from 'webpack';
import { checkPluginOptions, type ComponentDiscoveryOptions } from './plugin/plugin-options.ts';
import { discoveryOf } from './plugin/discovery-run.ts';
import { tapAfterCompileToAddDependencies } from './plugin/tap-after-compile-to-add-dependencies.ts';
import { tapAfterCompileToReportProblems } from './plugin/tap-after-compile-to-report-problems.ts';
import { tapRunToCompose } from './plugin/tap-run-to-compose.ts';

/**
 * Composes the project before every compilation: schema, registry and client are in step with the components
 * before webpack reads them. In watch mode it runs again when a component, its schema or manifest, a migration or
 * the configuration changes. Problems become webpack's errors and warnings; with an error nothing is emitted.
 *
 * @example
 * export default { plugins: [new ComponentDiscoveryPlugin({ componentsDir: 'src/components' })] };
 */
export class ComponentDiscoveryPlugin {
  readonly #options: ComponentDiscoveryOptions;

  /** @throws Error naming every unknown or wrong option, with the nearest known one */
  constructor(options: ComponentDiscoveryOptions = {}) {
    this.#options = checkPluginOptions(options);
  }

  apply(compiler: Compiler): void {
    const discovery = discoveryOf(compiler, this.#options);
    tapRunToCompose(compiler, discovery);
    tapAfterCompileToReportProblems(compiler, discovery);
    tapAfterCompileToAddDependencies(compiler, discovery);
  }
}
