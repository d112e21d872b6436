import { join, normalize } from 'node:path';
import { type Compiler } from 'webpack';
import { isThere } from '../../files/path-kind.ts';
import { configFileNames } from '../../config/config-file-names.ts';
import { manifestFile } from '../../model/discovered-component.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { type DiscoveryRun } from './discovery-run.ts';
import { pluginName } from './plugin-name.ts';
import { watchedPackages } from './watched-packages.ts';

/** Makes watch mode run again when something changes, appears or goes away that the pipeline reads. */
export function tapAfterCompileToAddDependencies(compiler: Compiler, discovery: DiscoveryRun): void {
  compiler.hooks.afterCompile.tap(pluginName, (compilation) => {
    if (compilation.compiler !== compiler) return;
    const { projectDir } = discovery;
    const addFile = (path: string) =>
      (isThere(path) ? compilation.fileDependencies : compilation.missingDependencies).add(path);
    const addFolder = (path: string) =>
      (isThere(path) ? compilation.contextDependencies : compilation.missingDependencies).add(path);
    for (const name of configFileNames) addFile(join(projectDir, name));
    const config = discovery.config();
    if (!config) return;
    for (const folder of [config.componentsDir, config.migrationsDir]) addFolder(join(projectDir, folder));
    for (const { schema } of config.components) {
      if (!schema.endsWith('.prisma')) addFolder(join(projectDir, schema));
    }
    // The folders would do; with the files webpack can say which of them changed.
    for (const component of discovery.components()) {
      addFile(join(projectDir, manifestFile(component)));
      for (const { file } of component.schemas) addFile(join(projectDir, file));
    }
    if (config.packages.length === 0) return;
    const watched = watchedPackages(config, diskFiles);
    for (const file of watched.files) addFile(normalize(file));
    for (const folder of watched.folders) addFolder(normalize(folder));
  });
}
