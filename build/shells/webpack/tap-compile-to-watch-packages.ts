import { normalize } from 'node:path';
import { type Compiler } from 'webpack';
import { diskFiles } from '../../files/disk-files.ts';
import { type DiscoveryRun } from './discovery-run.ts';
import { pluginName } from './plugin-name.ts';
import { watchedPackages } from './watched-packages.ts';

/**
 * webpack believes that what is in `node_modules` changes with its version only. Components are looked at file by file:
 * their authors build them there.
 */
export function tapCompileToWatchPackages(compiler: Compiler, discovery: DiscoveryRun): void {
  compiler.hooks.beforeCompile.tap(pluginName, () => {
    const config = discovery.config();
    if (!config) return;
    for (const root of watchedPackages(config, diskFiles).roots) compiler.unmanagedPaths.add(normalize(root));
  });
}
