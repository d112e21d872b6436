import { type Compiler } from 'webpack';
import { type Discovery } from './discovery-run.ts';
import { pluginName } from './plugin-name.ts';

/** Runs the pipeline before webpack reads any file; ends the warm generator with the compiler. */
export function tapRunToCompose(compiler: Compiler, discovery: Discovery): void {
  compiler.hooks.beforeRun.tapPromise(pluginName, () => discovery.run());
  compiler.hooks.watchRun.tapPromise(pluginName, () => discovery.run());
  compiler.hooks.shutdown.tapPromise(pluginName, () => discovery.close());
}
