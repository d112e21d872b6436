import webpack, { type Compiler } from 'webpack';
import { pluginName } from './plugin-name.ts';

/**
 * Lets imports of a CommonJS package mean what they mean in Node: `default` is the whole, each name one of its properties.
 * webpack would look for a `default` within when the package says `__esModule`.
 */
export function tapBuildToNameCommonJs(compiler: Compiler): void {
  compiler.hooks.compilation.tap(pluginName, (compilation) => {
    compilation.hooks.succeedModule.tap(pluginName, (module) => {
      if (!(module instanceof webpack.ExternalModule) || !isDefaultOf(module.request)) return;
      module.buildMeta = { ...module.buildMeta, exportsType: 'default', defaultObject: 'redirect' };
    });
  });
}

function isDefaultOf(request: unknown): boolean {
  return Array.isArray(request) && request.length === 2 && request[1] === 'default';
}
