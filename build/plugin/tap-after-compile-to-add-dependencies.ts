import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Compiler } from 'webpack';
import { configFileNames } from '../config/load-project-config.ts';
import { type Discovery } from './discovery-run.ts';
import { pluginName } from './plugin-name.ts';

/** Makes watch mode run again when something changes, appears or goes away that the pipeline reads. */
export function tapAfterCompileToAddDependencies(compiler: Compiler, discovery: Discovery): void {
  compiler.hooks.afterCompile.tap(pluginName, (compilation) => {
    if (compilation.compiler !== compiler) return;
    const { projectDir } = discovery;
    for (const name of configFileNames) {
      const path = join(projectDir, name);
      (existsSync(path) ? compilation.fileDependencies : compilation.missingDependencies).add(path);
    }
    const config = discovery.config();
    if (!config) return;
    for (const folder of [config.componentsDir, config.migrationsDir]) {
      const path = join(projectDir, folder);
      (existsSync(path) ? compilation.contextDependencies : compilation.missingDependencies).add(path);
    }
  });
}
